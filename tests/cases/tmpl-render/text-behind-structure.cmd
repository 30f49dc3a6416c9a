cat >"$T/x.tmpl" <<'EOF'
a:
  {{- toYaml .map | nindent 2 }} x

EOF
cd "$T"
tmpl-render  x.tmpl
