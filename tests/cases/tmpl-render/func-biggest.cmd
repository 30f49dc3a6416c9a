cat >"$T/t" <<'EOF'
{{ biggest 1 5 3 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
