cat >"$T/t" <<'EOF'
{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ $d }} {{ set (dict) "x" "y" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
