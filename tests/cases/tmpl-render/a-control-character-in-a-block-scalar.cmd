cat >"$T/x.tmpl" <<'EOF'
a: |
  {{ "x\ry" }}

EOF
cd "$T"
tmpl-render  x.tmpl
