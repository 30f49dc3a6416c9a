cat >"$T/t" <<'EOF'
{{ b64dec "aGVsbG8=" }} {{ b64dec "!!!" }} {{ b64dec "YWI" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
