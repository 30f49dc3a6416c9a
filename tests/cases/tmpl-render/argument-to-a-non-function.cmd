cat >"$T/x.tmpl" <<'EOF'
a: {{ .name .n }}
EOF
cd "$T"
tmpl-render  x.tmpl
