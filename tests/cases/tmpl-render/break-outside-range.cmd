cat >"$T/x.tmpl" <<'EOF'
a: {{ break }}
EOF
cd "$T"
tmpl-render  x.tmpl
