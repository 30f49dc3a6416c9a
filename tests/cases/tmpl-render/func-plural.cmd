cat >"$T/t" <<'EOF'
{{ plural "one" "many" 1 }} {{ plural "one" "many" 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
