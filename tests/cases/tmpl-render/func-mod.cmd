cat >"$T/t" <<'EOF'
{{ mod 7 3 }} {{ mod -7 3 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
