cat >"$T/t" <<'EOF'
{{ tuple 1 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
