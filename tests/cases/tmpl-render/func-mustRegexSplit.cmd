cat >"$T/t" <<'EOF'
{{ mustRegexSplit "," "a,b" -1 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
