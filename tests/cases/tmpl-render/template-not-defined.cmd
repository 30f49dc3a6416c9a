cat >"$T/x.tmpl" <<'EOF'
{{ template "zz" . }}
EOF
cd "$T"
tmpl-render  x.tmpl
