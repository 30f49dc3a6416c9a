cat >"$T/t" <<'EOF'
{{ sortAlpha (list "b" "a" "C" 10 9) }} {{ sortAlpha "x" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
