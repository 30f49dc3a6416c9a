cat >"$T/t" <<'EOF'
{{ swapcase "Hello World aB éÀ" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
