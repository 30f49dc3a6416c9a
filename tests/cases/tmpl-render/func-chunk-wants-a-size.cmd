cat >"$T/t" <<'EOF'
{{ chunk 0 (list 1) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
