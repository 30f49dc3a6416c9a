for text in '  {{ .n }}' '  a\n  {{ .e }}{{ .n }}\n  b' '  a {{ .n }}'; do
	printf "k: |\n$text\n" >"$T/t"
	cd "$T"
	tmpl-render t <<<$'.n=null\n.e=""' 2>&1 && echo
	tmpl-render -m default t <<<$'.n=null\n.e=""'
done
