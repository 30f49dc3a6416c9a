# Whichever of them is asked about first.
cat >"$T/x.tmpl" <<'E'
{{ define "a" }}{{ include "b" (dict) }}
y: 1{{ end -}}
{{ define "b" }}{{ if .go }}{{ include "a" . }}{{ end }}{{ end -}}
k: 1{{ include "b" (dict "go" true) }}
---
k: 1{{ include "a" . }}
E
echo .x=1 | tmpl-render "$T/x.tmpl"
