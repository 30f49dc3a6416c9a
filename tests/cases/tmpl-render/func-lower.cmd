cat >"$T/t" <<'EOF'
{{ lower "ÀB ΣİÇ" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
