cat >"$T/t" <<'EOF'
{{ toStrings .list }} {{ toStrings 5 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
