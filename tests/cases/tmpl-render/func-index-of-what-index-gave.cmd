cat >"$T/t" <<'EOF'
{{ index (list (first (list))) 0 0 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
