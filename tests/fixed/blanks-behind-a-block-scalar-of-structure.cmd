printf '{{ define "a" }}a: |\n  b{{ end }}k:{{ toYaml .m | nindent 2 }}  \nl:{{ include "a" . | nindent 2 }} \t\nz: 1\n' >"$T/t"
printf '.m.a="a\\nb\\n"\n' | tmpl-render "$T/t"
