cat >"$T/t" <<'EOF'
{{ float64 "1.5" }} {{ float64 2 }} {{ float64 "x" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
