cat >"$T/t" <<'EOF'
{{ sub 1 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
