cat >"$T/t" <<'EOF'
{{ slice "abc" 2 1 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
