cat >"$T/t" <<'EOF'
{{ mulf 1.1 1.1 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
