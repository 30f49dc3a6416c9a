cat >"$T/t" <<'EOF'
{{ maxf 1 2.5 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
