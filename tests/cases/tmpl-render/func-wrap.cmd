cat >"$T/t" <<'EOF'
{{ wrap 10 "the quick brown fox jumpsoverthelazydog now" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
