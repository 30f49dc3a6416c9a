cat >"$T/x.tmpl" <<'EOF'
a: {{ .map }}
EOF
cd "$T"
tmpl-render  x.tmpl
