cat >"$T/t" <<'EOF'
{{ contains "an" "banana" }} {{ contains "x" "banana" }} {{ contains "" "" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
