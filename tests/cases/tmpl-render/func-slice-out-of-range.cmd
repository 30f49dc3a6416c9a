cat >"$T/t" <<'EOF'
{{ slice "abc" 1 9 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
