cat >"$T/t" <<'EOF'
{{ mustRegexMatch "b" "abc" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
