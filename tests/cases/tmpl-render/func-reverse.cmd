cat >"$T/t" <<'EOF'
{{ reverse .list }} {{ .list }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
