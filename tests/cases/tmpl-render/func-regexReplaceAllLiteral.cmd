cat >"$T/t" <<'EOF'
{{ regexReplaceAllLiteral "a(x*)b" "-ab-axxb-" "${1}" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
