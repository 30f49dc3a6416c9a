cat >"$T/t" <<'EOF'
{{ sha1sum "hello" }} {{ sha1sum "" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
