cat >"$T/t" <<'EOF'
{{ or 0 "" "x" }} {{ or 0 "" }} {{ or .missing 7 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
