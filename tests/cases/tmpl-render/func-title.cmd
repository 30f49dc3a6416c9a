cat >"$T/t" <<'EOF'
{{ title "hello wide-world o'neil 3d éa ǆ" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
