cd "$T"
printf '.a=true\n' >yes
printf '.a=false\n' >no
for t in '{{ if .a }}{{ $x := 1 }}{{ $x }}{{ else }}{{ $x }}{{ end }}' \
	'{{ $x := 2 }}{{ if .a }}{{ $x := 1 }}{{ $x }}{{ else }}{{ $x }}{{ end }}' \
	'{{ if .a }}a{{ else }}{{ $x = 1 }}{{ $x }}{{ end }}'; do
	echo "$t" >t
	tmpl-render -t t <yes
	tmpl-render -t t <no || :
done
echo '{{ if .a }}{{ $x := 1 }}{{ else }}{{ end }}{{ $x }}' >t
tmpl-render t <yes
