cat >"$T/t" <<'EOF'
{{ $x := 1 }}{{ $x | print ($x = 2) }} {{ $x | or ($x = 0) }} {{ $x }}
EOF
echo .a=1 | tmpl-render -t "$T/t"
