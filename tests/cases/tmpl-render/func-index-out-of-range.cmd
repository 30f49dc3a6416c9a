cat >"$T/t" <<'EOF'
{{ index (list 1) 5 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
