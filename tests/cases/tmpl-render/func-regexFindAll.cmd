cat >"$T/t" <<'EOF'
{{ regexFindAll "[2,4,6,8]" "123456789" -1 }} {{ regexFindAll "a*" "baac" -1 | len }} {{ regexFindAll "a" "aaa" 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
