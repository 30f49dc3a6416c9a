cat >"$T/t" <<'EOF'
{{ ternary 1 2 (dict) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
