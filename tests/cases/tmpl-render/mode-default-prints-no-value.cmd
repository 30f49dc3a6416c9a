cat >"$T/x.tmpl" <<'EOF'
a: {{ .zz }} {{ .zz.y }} {{ .nil }}
EOF
cd "$T"
tmpl-render -t -m default x.tmpl
