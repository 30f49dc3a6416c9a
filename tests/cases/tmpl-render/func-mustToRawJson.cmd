cat >"$T/t" <<'EOF'
{{ mustToRawJson "<" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
