cat >"$T/t" <<'EOF'
{{ indent 2 "a\nb\n\nc" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
