cat >"$T/t" <<'EOF'
{{ toBool (list) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
