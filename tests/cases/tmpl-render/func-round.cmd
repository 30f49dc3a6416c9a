cat >"$T/t" <<'EOF'
{{ round 123.5555 3 }} {{ round 123.5555 0 }} {{ round 2.25 1 0.3 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
