cat >"$T/t" <<'EOF'
{{ max 1 5 3 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
