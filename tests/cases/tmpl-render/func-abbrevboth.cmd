cat >"$T/t" <<'EOF'
{{ abbrevboth 5 10 "1234 5678 9123" }} {{ abbrevboth 1 5 "hello" }} {{ abbrevboth 5 8 "hello wide world" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
