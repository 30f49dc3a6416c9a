cat >"$T/t" <<'EOF'
{{ toBool "yes" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
