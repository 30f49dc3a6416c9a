cat >"$T/x.tmpl" <<'EOF'
a: {{ .zz }} {{ .zz.y }}
EOF
cd "$T"
tmpl-render -t -m zero x.tmpl
