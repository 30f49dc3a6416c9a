cat >"$T/t" <<'EOF'
{{ osIsAbs "/" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
