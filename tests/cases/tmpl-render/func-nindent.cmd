cat >"$T/t" <<'EOF'
{{ nindent 4 "a\nb" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
