cd "$T"
for text in 'a:{{ toYaml .l }}' '-{{ toYaml .m }}' 'k:
  a  b:
  {{- toYaml .l }}'; do
	printf '%s\n' "$text" >x.tmpl
	printf '.l[0]="h"\n.l[1]="h"\n.m.k="v"\n.m.l="w"\n' | tmpl-render x.tmpl 2>&1 || echo "$?"
done
printf 'a:{{ toYaml .l | nindent 0 }}\nb:\n{{- .m | toYaml | nindent 2 }}\nc: {{ toYaml .m }}\n' >y.tmpl
printf '.l[0]="h"\n.l[1]="h"\n.m.k="v"\n.m.l="w"\n' | tmpl-render y.tmpl
