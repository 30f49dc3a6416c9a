# An include or failAt on a line of its own, trimmed away; other values are of what follows them.
cat >"$T/x.tmpl" <<'E'
{{ define "check" }}{{ if not .x }}{{ failAt ".x" "is missing" }}{{ end }}{{ end -}}
{{ include "check" . -}}
---
a: {{ .x }}
{{ include "check" . -}}
{{ include "check" . -}}
b: 2
{{ .e }}- c: 3
E
printf '.x=1\n.e=""\n' | tmpl-render "$T/x.tmpl"
echo '.x=0' | tmpl-render -m zero "$T/x.tmpl" 2>&1 | sed "s|$T/||" || :
printf -- '---\na: 1\n{{ .e -}}\n---\nb: 2\n' >"$T/y.tmpl"
echo '.e=""' | tmpl-render "$T/y.tmpl" 2>&1 | sed "s|$T/||g" || :
