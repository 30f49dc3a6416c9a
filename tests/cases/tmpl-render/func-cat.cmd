cat >"$T/t" <<'EOF'
{{ cat "a" 1 .nil true "b" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
