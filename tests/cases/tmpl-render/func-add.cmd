cat >"$T/t" <<'EOF'
{{ add 1 2 3 }} {{ add 1.9 "2" true }} {{ add }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
