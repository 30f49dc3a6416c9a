cd "$T"
key=$(printf '\\u0001%.0s' {1..200})
for text in 'k: {{ toYaml .m }}' 'k:\n  {{- toYaml .m | nindent 2 }}'; do
	printf "$text\n" >t
	printf '.m["%s"]=1\n' "$key" | tmpl-render t >out 2>err || cat err
	yaml2kv out | wc -l
done
