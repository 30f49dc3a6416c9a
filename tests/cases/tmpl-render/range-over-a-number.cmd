cat >"$T/x.tmpl" <<'EOF'
{{ range .n }}{{ end }}
EOF
cd "$T"
tmpl-render  x.tmpl
