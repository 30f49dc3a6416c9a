cat >"$T/t" <<'EOF'
{{ osExt "a.b" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
