cat >"$T/t" <<'EOF'
{{ regexFind "[a-z]+\\d" "x ab1 cd2" }}[{{ regexFind "z" "a" }}]
EOF
tmpl-render -t -m default "$T/t" <functions.kv
