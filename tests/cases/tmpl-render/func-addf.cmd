cat >"$T/t" <<'EOF'
{{ addf 0.1 0.2 }} {{ addf 1 2.5 "3" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
