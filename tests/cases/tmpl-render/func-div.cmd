cat >"$T/t" <<'EOF'
{{ div 7 2 }} {{ div -7 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
