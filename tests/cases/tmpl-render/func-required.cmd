cat >"$T/t" <<'EOF'
{{ required "no name" "x" }} {{ required "no number" 0 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
