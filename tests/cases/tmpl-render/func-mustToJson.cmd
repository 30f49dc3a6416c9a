cat >"$T/t" <<'EOF'
{{ mustToJson .list }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
