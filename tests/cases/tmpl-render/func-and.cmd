cat >"$T/t" <<'EOF'
{{ and 1 0 "x" }} {{ and 1 "x" }} {{ and true }} {{ and .missing 1 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
