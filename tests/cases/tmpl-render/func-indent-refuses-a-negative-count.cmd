cat >"$T/t" <<'EOF'
{{ indent -1 "x" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
