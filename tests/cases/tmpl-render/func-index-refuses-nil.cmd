cat >"$T/t" <<'EOF'
{{ index (first (list)) 1 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
