cat >"$T/x.tmpl" <<'EOF'
{{/* c */ -}}
{{ .n }} {{ .map }} {{ .list }} {{ .f }} {{ .nil }}
{{- range $i, $e := .list }}
{{ $i }}={{ $e }}{{ end }}
{{- range $k, $v := .map }} {{ $k }}:{{ $v }}{{ else }}no{{ end }}
{{ with $x := .n }}{{ $x }}{{ else with .f }}f{{ end }}
{{- range $n, $_ := .list }}{{ if eq $n 0 }}{{ continue }}{{ end }}{{ break }}{{ end }}
{{ $v := 1 }}{{ $v = 2 }}{{ $v }}{{ if false }}{{ else if true }}e{{ end }}
{{ block "b" .n }}[{{ . }}]{{ end }}{{ template "b" .f }}{{ "x" | printf "%s-%s" .name }} {{ (index .list 0) }} {{ `r\n` }} {{ 'a' }} {{ 0x1F }} {{ 1e3 }}
EOF
cd "$T"
tmpl-render -t x.tmpl
