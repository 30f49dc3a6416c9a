cat >"$T/t" <<'EOF'
{{ regexSplit "z+" "pizza" -1 }} {{ regexSplit "" "abc" -1 }} {{ regexSplit "," "a,b,c" 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
