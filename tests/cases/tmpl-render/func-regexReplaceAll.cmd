cat >"$T/t" <<'EOF'
{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W" }} {{ regexReplaceAll "(?P<n>b)" "abc" "<$n$$$0>" }} {{ regexReplaceAll "x*" "abc" "-" }} {{ regexReplaceAll "a(x*)b" "-ab-" "$1W" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
