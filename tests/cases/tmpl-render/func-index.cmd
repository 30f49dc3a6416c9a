cat >"$T/t" <<'EOF'
{{ index .list 1 }} {{ index .map "b" "c" }} {{ index "abc" 0 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
