cat >"$T/t" <<'EOF'
{{ pick (dict "a" 1 "b" 2 "c" 3) "a" "c" "z" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
