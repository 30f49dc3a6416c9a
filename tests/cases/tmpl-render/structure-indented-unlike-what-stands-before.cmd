cat >"$T/x.tmpl" <<'EOF'
a:
  b: 1
    {{- toYaml .map | nindent 3 }}

EOF
cd "$T"
tmpl-render  x.tmpl
