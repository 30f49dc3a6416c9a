cat >"$T/x.tmpl" <<'EOF'
{{ range .f }}{{ end }}
EOF
cd "$T"
tmpl-render  x.tmpl
