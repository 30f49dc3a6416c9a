cd "$T"
echo '{{ range .a }}{{ . }}{{ range $.none }}{{ else }}{{ if eq . 1 }}{{ break }}{{ end }}{{ end }},{{ end }}
{{ range .a }}{{ . }}{{ range $.none }}{{ else }}{{ if eq . 1 }}{{ continue }}{{ end }}{{ end }},{{ end }}' >t
printf '.a[0]=1\n.a[1]=2\n.none=[]\n' | tmpl-render -t t
