cat >"$T/x.tmpl" <<'EOF'
# only {{ .name }}

EOF
cd "$T"
tmpl-render  x.tmpl
