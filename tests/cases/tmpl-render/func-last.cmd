cat >"$T/t" <<'EOF'
{{ last .list }} {{ last (list) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
