cat >"$T/x.tmpl" <<'EOF'
a: {{ }}
EOF
cd "$T"
tmpl-render  x.tmpl
