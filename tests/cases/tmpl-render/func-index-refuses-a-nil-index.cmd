cat >"$T/t" <<'EOF'
{{ index (list 1) (first (list)) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
