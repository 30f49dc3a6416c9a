cat >"$T/x.tmpl" <<'EOF'
a:
  {{- toYaml .map | nindent 2 }}
      b: 1

EOF
cd "$T"
tmpl-render  x.tmpl
