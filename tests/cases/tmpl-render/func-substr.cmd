cat >"$T/t" <<'EOF'
{{ substr 1 3 "abcdef" }} {{ substr -1 3 "abcdef" }} {{ substr 2 -1 "abcdef" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
