cat >"$T/t" <<'EOF'
{{ deepEqual (list 1 2) (list 1 2) }} {{ deepEqual .map (deepCopy .map) }} {{ deepEqual 1 .int }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
