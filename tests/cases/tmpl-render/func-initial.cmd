cat >"$T/t" <<'EOF'
{{ initial .list }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
