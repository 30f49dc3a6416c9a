cat >"$T/t" <<'EOF'
{{ trimall "x" "xax" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
