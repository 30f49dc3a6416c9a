cat >"$T/x.tmpl" <<'EOF'
{{ .nil }}: x
EOF
cd "$T"
tmpl-render  x.tmpl
