cat >"$T/t" <<'EOF'
{{ osDir "/a/b" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
