render() {
	printf -- "$1" >"$T/t"
	printf '.b=true\n.x="p"\n' | tmpl-render "$T/t" | yaml2kv
}
render '-{{ if .b }} {{ .x }}{{ end }}\n'
render 'k:\n  -{{/* c */}} {{ .x }}\n  - b\n'
render '-{{/* c */}} a: {{ .x }}\n  b: {{ .x }}\n'
render '-{{/* c */}} - {{ .x }}\n  - b\n'
render '- {{- /* c */}}\r\n- {{ .x }}\r\n'
render 'k: -{{ .x }} {{ .x }}\n'
