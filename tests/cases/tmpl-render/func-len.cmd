cat >"$T/t" <<'EOF'
{{ len "héé" }} {{ len .list }} {{ len .map }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
