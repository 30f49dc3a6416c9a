cat >"$T/t" <<'EOF'
{{ chunk 2 (list 1 2 3 4 5) }} {{ chunk 5 (list) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
