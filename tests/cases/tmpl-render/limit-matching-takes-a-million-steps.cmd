cat >"$T/t" <<'EOF'
{{ regexMatch "^(a+)+$" (print (repeat 40 "a") "b") }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
