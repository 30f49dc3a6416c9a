cat >"$T/t" <<'EOF'
{{ untitle "Hello World" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
