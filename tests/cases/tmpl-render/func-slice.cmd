cat >"$T/t" <<'EOF'
{{ slice "abcdef" 1 3 }} {{ slice "abc" 1 }} {{ slice .list 1 }} {{ slice .list 0 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
