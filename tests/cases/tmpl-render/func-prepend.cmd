cat >"$T/t" <<'EOF'
{{ prepend .list "z" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
