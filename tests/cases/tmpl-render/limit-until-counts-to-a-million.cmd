cat >"$T/t" <<'EOF'
{{ len (until 1000000) }}
{{ until 1000001 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
