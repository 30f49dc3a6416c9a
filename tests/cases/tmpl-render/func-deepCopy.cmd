cat >"$T/t" <<'EOF'
{{ $c := deepCopy .map }}{{ $_ := set $c.b "c" "new" }}{{ $c.b.c }} {{ .map.b.c }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
