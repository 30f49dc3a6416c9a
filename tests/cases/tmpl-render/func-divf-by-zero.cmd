cat >"$T/t" <<'EOF'
{{ divf 1 0 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
