cat >"$T/t" <<'EOF'
{{ fromYaml "a: 1\nb: [x, yes, 012, 1.5]\n" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
