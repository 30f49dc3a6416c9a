cat >"$T/x.tmpl" <<'EOF'
a: {{ 1x }}
EOF
cd "$T"
tmpl-render  x.tmpl
