cat >"$T/t" <<'EOF'
{{ $s := repeat 4096 "x" }}{{ len (replace "x" (repeat 4096 "y") $s) }}
{{ replace "x" (repeat 4097 "y") $s }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
