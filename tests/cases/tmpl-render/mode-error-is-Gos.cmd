cat >"$T/x.tmpl" <<'EOF'
a: {{ .zz }}
EOF
cd "$T"
tmpl-render -t -m error x.tmpl
