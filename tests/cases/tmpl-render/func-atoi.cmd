cat >"$T/t" <<'EOF'
{{ atoi "12" }} {{ atoi "x" }} {{ atoi "010" }} {{ atoi "99999999999999999999" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
