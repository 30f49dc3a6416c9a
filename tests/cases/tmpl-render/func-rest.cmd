cat >"$T/t" <<'EOF'
{{ rest .list }} {{ rest (list 1) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
