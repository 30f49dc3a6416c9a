cat >"$T/t" <<'EOF'
{{ until 5 }} {{ until -3 }} {{ until 0 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
