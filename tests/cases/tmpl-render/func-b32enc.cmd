cat >"$T/t" <<'EOF'
{{ b32enc "hello" }} {{ b32enc "a" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
