cd "$T"
printf '.null=null\n.b="b"\n' >kv
for m in helm zero default; do
	echo 'a{{ .null }}{{ .missing }}{{ .b }} {{ printf "%v" .null }} {{ tpl "<{{ .missing }}>" . }}' >t
	tmpl-render -t -m $m t <kv
	echo '{{ .missing.deeper }}.' >t
	tmpl-render -t -m $m t <kv || :
done
