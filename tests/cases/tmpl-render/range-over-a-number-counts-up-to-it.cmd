cd "$T"
printf '.n=3\n.none=0\n' >kv
for t in '{{ range .n }}{{ . }},{{ end }}' '{{ range $i := 2 }}{{ $i }}{{ else }}none{{ end }}' \
	'{{ range .none }}{{ . }}{{ else }}none{{ end }}' '{{ range 9 }}{{ . }}{{ if eq . 1 }}{{ break }}{{ end }}{{ end }}' \
	'{{ range $i, $v := .n }}{{ end }}'; do
	echo "$t" >t
	tmpl-render -t t <kv || :
done
