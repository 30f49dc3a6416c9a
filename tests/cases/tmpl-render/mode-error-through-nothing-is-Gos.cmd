cat >"$T/x.tmpl" <<'EOF'
a: {{ .nil.zz }}
EOF
cd "$T"
tmpl-render -t -m error x.tmpl
