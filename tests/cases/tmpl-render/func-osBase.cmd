cat >"$T/t" <<'EOF'
{{ osBase "/a/b" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
