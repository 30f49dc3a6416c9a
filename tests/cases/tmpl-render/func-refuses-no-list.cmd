cat >"$T/t" <<'EOF'
{{ first "abc" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
