printf '{{ define "n" }}n-{{ .a }}{{ end }}ignored\n' >"$T/_lib.tmpl"
printf 'a: {{ include "n" . }}\n' >"$T/x.tmpl"
printf '{{ if eq .a 2 }}b: {{ .b.c }}{{ end }}' >"$T/y.tmpl"
cd "$T"
tmpl-render -i _lib.tmpl -D '.b={"c":"v"}' x.tmpl _lib.tmpl y.tmpl
