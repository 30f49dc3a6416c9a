cat >"$T/t" <<'EOF'
{{ typeIsLike "string" "x" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
