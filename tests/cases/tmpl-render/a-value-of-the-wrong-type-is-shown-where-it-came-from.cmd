cd "$T"
printf '.a="3" #@ media.yaml:4:6\n.l=[] #@ media.yaml:5:6\n' >kv
for t in '{{ range .a }}{{ end }}' '{{ upper .l }}' '{{ first .a }}' '{{ eq .l .l }}' '{{ .a.b }}'; do
	echo "$t" >t
	tmpl-render -t t <kv || :
done
