cat >"$T/t" <<'EOF'
{{ add1f 1.5 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
