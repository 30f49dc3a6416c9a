cd "$T"
printf '.m.list[0].a="x"\n.m.list[0].b=[]\n.m.list[1][0]="on"\n.m.long="%s"\n.m.lines="a\\nb\\n"\n' "$(printf 'word %.0s' {1..30})" >kv
echo '{{ toYamlPretty .m }}' >t
tmpl-render -t t <kv
printf 'key:\n  {{- toYamlPretty .m.list | nindent 2 }}\n' >t
tmpl-render t <kv
