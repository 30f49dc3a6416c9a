cat >"$T/t" <<'EOF'
{{ snakecase "HTTPServer" }} {{ snakecase "http2xx" }} {{ snakecase "FirstName" }} {{ snakecase "Bld4Floor3rd" }} {{ snakecase "GO PATH" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
