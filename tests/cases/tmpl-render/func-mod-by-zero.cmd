cat >"$T/t" <<'EOF'
{{ mod 1 0 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
