cat >"$T/x.tmpl" <<'EOF'
a: {{ .n | 3 }}
EOF
cd "$T"
tmpl-render  x.tmpl
