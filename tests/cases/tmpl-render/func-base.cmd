cat >"$T/t" <<'EOF'
{{ base "/a/b/c.txt" }} {{ base "" }} {{ base "///" }} {{ base "a/" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
