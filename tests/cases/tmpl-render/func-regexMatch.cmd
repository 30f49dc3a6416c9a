cat >"$T/t" <<'EOF'
{{ regexMatch "^a.c$" "abc" }} {{ regexMatch "^b" "abc" }} {{ regexMatch "(" "abc" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
