cat >"$T/t" <<'EOF'
{{ fromJsonArray "[1, {\"a\": true}]" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
