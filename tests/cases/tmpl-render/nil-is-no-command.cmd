cat >"$T/x.tmpl" <<'EOF'
a: {{ nil }}
EOF
cd "$T"
tmpl-render  x.tmpl
