cat >"$T/t" <<'EOF'
{{ adler32sum "hello" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
