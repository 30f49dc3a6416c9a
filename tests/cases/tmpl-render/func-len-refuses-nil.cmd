cat >"$T/t" <<'EOF'
{{ len (first (list)) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
