cat >"$T/x.tmpl" <<'EOF'
{{ $m := dict "n" 7 "a" (dict "s" "x" "a" (dict "n" 4)) }}{{ $_ := mergeOverwrite $m $m.a }}{{ $m.n }}
EOF
echo ".={}" | tmpl-render -t "$T/x.tmpl"
