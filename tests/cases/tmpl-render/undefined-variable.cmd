cat >"$T/x.tmpl" <<'EOF'
a: {{ $x }}
EOF
cd "$T"
tmpl-render  x.tmpl
