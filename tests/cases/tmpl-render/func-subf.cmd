cat >"$T/t" <<'EOF'
{{ subf 1 0.9 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
