cat >"$T/t" <<'EOF'
{{ trimAll "$-" "-$5.00$-" }} {{ trimAll "é" "éaé" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
