cat >"$T/t" <<'EOF'
{{ compact (list 1 0 "" "a" .nil (list)) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
