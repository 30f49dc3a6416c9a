cat >"$T/t" <<'EOF'
{{ define "a" }}a: 1{{ end -}}
k:{{ include "a" . | nindent 2 }}
{{ .empty }}
l:{{ toYaml .m | nindent 2 }}
  {{ .empty }}
EOF
printf '.empty=""\n.m.x=1\n' | tmpl-render "$T/t"
