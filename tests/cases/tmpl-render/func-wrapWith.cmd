cat >"$T/t" <<'EOF'
{{ wrapWith 5 "|" "Hello World extraordinary" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
