cat >"$T/t" <<'EOF'
{{ uniq (list 1 2 1 "a" "a" "1") }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
