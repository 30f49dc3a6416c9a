cat >"$T/t" <<'EOF'
{{ repeat 2.0 "x" }}{{ repeat .a "y" }}{{ until (add 1 1) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
