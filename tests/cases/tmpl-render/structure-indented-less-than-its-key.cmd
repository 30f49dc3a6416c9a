cat >"$T/x.tmpl" <<'EOF'
a:
  b:
    {{- toYaml .map | nindent 2 }}

EOF
cd "$T"
tmpl-render  x.tmpl
