cat >"$T/t" <<'EOF'
{{ toRawJson "<a&b>" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
