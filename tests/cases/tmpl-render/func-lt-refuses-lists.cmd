cat >"$T/t" <<'EOF'
{{ lt (list) (list) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
