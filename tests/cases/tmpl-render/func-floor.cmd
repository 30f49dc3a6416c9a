cat >"$T/t" <<'EOF'
{{ floor 1.9 }} {{ floor -1.1 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
