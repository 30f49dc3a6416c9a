cat >"$T/t" <<'EOF'
{{ ge 2 2 }} {{ ge 1.5 2.5 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
