cat >"$T/x.tmpl" <<'EOF'
a: {{/* b
EOF
cd "$T"
tmpl-render  x.tmpl
