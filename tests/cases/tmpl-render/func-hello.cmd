cat >"$T/t" <<'EOF'
{{ hello }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
