cat >"$T/t" <<'EOF'
{{ trunc 3 "abcdef" }} {{ trunc -3 "abcdef" }} {{ trunc 9 "abc" }} {{ trunc -9 "abc" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
