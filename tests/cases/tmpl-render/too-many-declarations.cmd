cat >"$T/x.tmpl" <<'EOF'
a: {{ $a, $b := .n }}
EOF
cd "$T"
tmpl-render  x.tmpl
