cd "$T"
for text in '- ? a\n  : - {{ .x }}' '? a\n: k: {{ .x }}' '? a\n: {{ .x }}' '- -?: {{ .x }}'; do
	printf -- "$text\n" >t
	tmpl-render t <<<'.x="b\nc"' | tee out
	yaml2kv out
done
