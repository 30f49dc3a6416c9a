cat >"$T/t" <<'EOF'
{{ has "b" .list }} {{ has "q" .list }} {{ has 1 (list 1 2) }} {{ has (list 1) (list (list 1)) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
