cat >"$T/t" <<'EOF'
{{ osClean "a/../b" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
