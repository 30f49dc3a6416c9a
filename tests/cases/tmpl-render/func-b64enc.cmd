cat >"$T/t" <<'EOF'
{{ b64enc "hello" }} {{ b64enc "" }} {{ b64enc "ab" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
