cat >"$T/t" <<'EOF'
{{ all 1 "x" true }} {{ all 1 "" }} {{ all }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
