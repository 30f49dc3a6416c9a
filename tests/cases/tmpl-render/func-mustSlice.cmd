cat >"$T/t" <<'EOF'
{{ mustSlice .list 1 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
