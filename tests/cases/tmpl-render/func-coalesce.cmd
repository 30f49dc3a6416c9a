cat >"$T/t" <<'EOF'
{{ coalesce "" 0 .missing "x" "y" }} {{ coalesce 0 "" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
