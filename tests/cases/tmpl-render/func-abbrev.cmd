cat >"$T/t" <<'EOF'
{{ abbrev 5 "hello world" }} {{ abbrev 3 "hello" }} {{ abbrev 20 "hello" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
