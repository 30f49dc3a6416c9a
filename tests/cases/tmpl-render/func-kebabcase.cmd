cat >"$T/t" <<'EOF'
{{ kebabcase "HTTPServer" }} {{ kebabcase "someThing_else" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
