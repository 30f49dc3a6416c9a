cat >"$T/t" <<'EOF'
{{ hasPrefix "ba" "banana" }} {{ hasPrefix "x" "banana" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
