cat >"$T/t" <<'EOF'
{{ seq 1000002 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
