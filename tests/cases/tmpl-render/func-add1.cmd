cat >"$T/t" <<'EOF'
{{ add1 41 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
