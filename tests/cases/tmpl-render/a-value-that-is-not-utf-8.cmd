cat >"$T/x.tmpl" <<'EOF'
a: {{ "/w==" | b64dec }}
EOF
cd "$T"
tmpl-render  x.tmpl
