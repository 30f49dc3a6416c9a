cat >"$T/t" <<'EOF'
{{ mustRegexFind "b." "abc" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
