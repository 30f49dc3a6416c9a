cat >"$T/x.tmpl" <<'EOF'
a: "x"{{ .name }}
EOF
cd "$T"
tmpl-render  x.tmpl
