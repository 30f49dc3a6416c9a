cat >"$T/t" <<'EOF'
{{ typeIs "string" "x" }} {{ typeIs "int" .int }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
