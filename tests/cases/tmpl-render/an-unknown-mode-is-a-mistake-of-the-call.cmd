cat >"$T/x.tmpl" <<'EOF'
a: 1
EOF
cd "$T"
tmpl-render -m lax x.tmpl
