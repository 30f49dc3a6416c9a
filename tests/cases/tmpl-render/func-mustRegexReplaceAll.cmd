cat >"$T/t" <<'EOF'
{{ mustRegexReplaceAll "b" "abc" "[$0]" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
