cat >"$T/t" <<'EOF'
{{ html (first (list)) }} {{ js (first (list)) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
