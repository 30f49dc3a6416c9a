cat >"$T/t" <<'EOF'
{{ first .list }} {{ first (list) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
