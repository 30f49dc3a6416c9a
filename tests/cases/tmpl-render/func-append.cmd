cat >"$T/t" <<'EOF'
{{ append .list "z" }} {{ .list }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
