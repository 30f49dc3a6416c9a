cat >"$T/t" <<'EOF'
{{ gt 2 1 }} {{ gt "a" "b" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
