cat >"$T/x.tmpl" <<'EOF'
# {{ .text }}
a: 1 # {{ .text }}

EOF
cd "$T"
tmpl-render  x.tmpl
