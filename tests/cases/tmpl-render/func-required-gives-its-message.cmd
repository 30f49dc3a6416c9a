cat >"$T/t" <<'EOF'
{{ required "a name is required" "" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
