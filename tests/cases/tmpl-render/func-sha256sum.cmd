cat >"$T/t" <<'EOF'
{{ sha512sum "abc" }} {{ sha256sum "hello" }} {{ sha256sum (repeat 119 "a") }} {{ sha256sum "" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
