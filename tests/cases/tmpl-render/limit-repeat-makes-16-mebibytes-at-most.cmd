cat >"$T/t" <<'EOF'
{{ len (repeat 16777216 "x") }}
{{ repeat 16777217 "x" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
