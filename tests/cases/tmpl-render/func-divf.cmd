cat >"$T/t" <<'EOF'
{{ divf 10 4 }} {{ divf 1 3 }} {{ divf 2 3 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
