cat >"$T/x.tmpl" <<'EOF'
{{ define "a" }}1{{ end }}{{ define "a" }}2{{ end }}
EOF
cd "$T"
tmpl-render  x.tmpl
