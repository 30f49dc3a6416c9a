cat >"$T/t" <<'EOF'
{{ lt 1 "a" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
