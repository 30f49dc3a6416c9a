cat >"$T/x.tmpl" <<'EOF'
a: {{ upper .zz }}

EOF
cd "$T"
tmpl-render  x.tmpl
