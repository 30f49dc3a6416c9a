cat >"$T/t" <<'EOF'
{{ lt true false }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
