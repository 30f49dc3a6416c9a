cat >"$T/t" <<'EOF'
{{ substr 5 9 "abc" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
