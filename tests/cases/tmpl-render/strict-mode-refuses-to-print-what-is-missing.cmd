cat >"$T/x.tmpl" <<'EOF'
a: {{ .map.zz.y }}

EOF
cd "$T"
tmpl-render  x.tmpl
