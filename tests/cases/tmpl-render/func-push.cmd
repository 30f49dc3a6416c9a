cat >"$T/t" <<'EOF'
{{ push (list 1) 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
