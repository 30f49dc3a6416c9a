cat >"$T/t" <<'EOF'
{{ concat .list (list 1) (list) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
