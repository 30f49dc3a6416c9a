cat >"$T/t" <<'EOF'
{{ not "" }} {{ not 1 }} {{ not .nil }} {{ not .missing }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
