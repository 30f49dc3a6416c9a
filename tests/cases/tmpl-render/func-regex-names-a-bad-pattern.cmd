cat >"$T/t" <<'EOF'
{{ regexFind "(" "a" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
