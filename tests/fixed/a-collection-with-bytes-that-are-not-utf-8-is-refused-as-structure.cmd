cd "$T"
for text in 'k: {{ . }}' 'k: {{ toYaml . }}' 'k:\n  {{- toYaml . | nindent 2 }}' 'k: {{ toYaml . | b64enc }}'; do
	printf '{{ with list (b64dec "gGE=") }}'"$text"'{{ end }}\n{{ with dict (b64dec "gGE=") 1 }}'"$text"'{{ end }}' >t
	tmpl-render t <<<.a=1 2>&1 || :
done
