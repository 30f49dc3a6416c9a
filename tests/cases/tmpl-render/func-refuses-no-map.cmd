cat >"$T/t" <<'EOF'
{{ hasKey "x" "y" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
