cat >"$T/t" <<'EOF'
{{ le 1 1 }} {{ le "b" "a" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
