cat >"$T/t" <<'EOF'
{{ without .list "a" }} {{ without (list 1 2 3 2) 2 3 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
