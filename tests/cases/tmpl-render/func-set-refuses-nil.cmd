cat >"$T/t" <<'EOF'
{{ set (first (list)) "a" 1 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
