cat >"$T/t" <<'EOF'
{{ quote "a\"b\\c\n" }} {{ quote 1 true 1.5 }} {{ quote .nil "x" }} {{ quote "é\u200b" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
