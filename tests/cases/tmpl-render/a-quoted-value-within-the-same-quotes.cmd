cat >"$T/x.tmpl" <<'EOF'
a: "{{ quote .name }}"
EOF
cd "$T"
tmpl-render  x.tmpl
