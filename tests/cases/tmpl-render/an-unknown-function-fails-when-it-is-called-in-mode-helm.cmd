cd "$T"
printf '.a=true\n' >yes
printf '.a=false\n' >no
echo 'x: {{ if .a }}1{{ else }}{{ nosuch (genCA "x" 365) .a | upper }}{{ tpl "{{ toYml 1 }}" . }}{{ end }}' >t
tmpl-render -m helm t <yes
tmpl-render -m helm t <no || :
echo 'x: {{ if .a }}1{{ else }}{{ tpl "{{ if $.a }}{{ toYml 1 }}{{ end }}{{ toYml 1 }}" . }}{{ end }}' >t
tmpl-render -m helm t <yes
tmpl-render -m helm t <no || :
tmpl-render t <yes
