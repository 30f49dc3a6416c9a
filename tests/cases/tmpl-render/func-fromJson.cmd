cat >"$T/t" <<'EOF'
{{ fromJson "{\"a\": [1, 2.5, null, \"\\u00e9\"]}" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
