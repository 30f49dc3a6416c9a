cd "$T"
long=$(printf '%01200d' 0)
for text in "'{{ .x }}': 1" '"{{ .x }}" : 1' "{'{{ .x }}': 1}" "'{{ .c }}': 1" "{'{{ .c }}': 1}"; do
	printf '%s\n' "$text" >x.tmpl
	printf '.x="%s"\n.c="%s"\n' "$long" "$(printf '\\u0001%.0s' {1..200})" | tmpl-render x.tmpl 2>&1 | head -n 1
done
printf "a: '{{ .x }}'\n&a b: 1\n" >y.tmpl
printf '.x="%s"\n' "$long" | tmpl-render y.tmpl | tail -n 1
