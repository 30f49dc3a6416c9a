cat >"$T/t" <<'EOF'
{{ mustFromJson "[1, {\"a\": true}]" }} {{ mustFromJson "\"x\"" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
