cat >"$T/t" <<'EOF'
{{ regexQuoteMeta "1.2.3 [a] (b) $^*+?{}|\\" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
