cat >"$T/t" <<'EOF'
{{ fail "nothing works" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
