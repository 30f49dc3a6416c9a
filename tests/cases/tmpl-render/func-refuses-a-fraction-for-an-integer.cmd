cat >"$T/t" <<'EOF'
{{ repeat 1.5 "x" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
