cat >"$T/x.tmpl" <<'EOF'
a: {{ end }}
EOF
cd "$T"
tmpl-render  x.tmpl
