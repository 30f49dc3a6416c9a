cat >"$T/t" <<'EOF'
{{ min 4 1 3 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
