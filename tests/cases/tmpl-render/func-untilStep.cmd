cat >"$T/t" <<'EOF'
{{ untilStep 3 10 3 }} {{ untilStep 10 0 -4 }} {{ untilStep 0 5 0 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
