cat >"$T/x.tmpl" <<'EOF'
{{ define "name" }}{{ .name }}{{ end -}}
{{ define "labels" -}}
name: {{ .name }}
whole: {{ include "name" . }}-1
{{- end -}}
structure:
  {{- include "labels" . | nindent 2 }}
again:
  {{- include "labels" . | nindent 2 }}
text: {{ include "labels" . | quote }}
redefined: {{ tpl "{{ define \"name\" }}no {{ .name }}{{ end }}{{ include \"labels\" . }}" . | quote }}
other: {{ include "labels" .sub | quote }}
before: {{ include "name" . }}
{{- $_ := set . "name" "new" }}
set: {{ include "name" . }}
{{- $_ := unset .sub "name" }}{{ $_ := set .sub "name" "sub: new" }}
below: {{ include "name" .sub }}
{{- $own := dict "name" "own" }}
own: {{ include "name" $own }}
{{- $_ := set $own "name" "changed" }}
changed: {{ include "name" $own }}
{{- range list "a" "b" }}
{{ . }}: {{ include "name" (dict "name" .) }}
{{- end }}
EOF
cd "$T"
tmpl-render x.tmpl
printf '%s' '{{ define "c" }}{{ failAt ".name" "is looked at" }}{{ end }}{{ include "c" . }}{{ include "c" . }}' >y.tmpl
echo '.name="n"' | tmpl-render -t y.tmpl 2>&1 || :
