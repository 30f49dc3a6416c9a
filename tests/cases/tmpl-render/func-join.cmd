cat >"$T/t" <<'EOF'
{{ join "-" .list }} {{ join "," "x" }} {{ join "," (list 1 .nil true) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
