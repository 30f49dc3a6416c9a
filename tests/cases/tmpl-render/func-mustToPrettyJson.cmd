cat >"$T/t" <<'EOF'
{{ mustToPrettyJson (list 1) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
