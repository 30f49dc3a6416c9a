cat >"$T/t" <<'EOF'
{{ hasKey .map "a" }} {{ hasKey .map "z" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
