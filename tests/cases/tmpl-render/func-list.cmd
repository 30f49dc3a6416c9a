cat >"$T/t" <<'EOF'
{{ list 1 "a" true (list 2) }} {{ list }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
