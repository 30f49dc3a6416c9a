cat >"$T/t" <<'EOF'
{{ mul 2 3 4 }} {{ mul 5 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
