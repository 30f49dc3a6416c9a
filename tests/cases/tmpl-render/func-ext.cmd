cat >"$T/t" <<'EOF'
{{ ext "a/b.tar.gz" }}[{{ ext "a.b/c" }}]
EOF
tmpl-render -t -m default "$T/t" <functions.kv
