cat >"$T/t" <<'EOF'
{{ initials "First Try  now" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
