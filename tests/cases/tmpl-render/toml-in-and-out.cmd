cd "$T"
cat >kv <<'KV'
.m.port=8080
.m.ratio=1.5
.m.whole=2.0
.m.name="a \"b\"\n\u0001"
.m.on=true
.m.nothing=null
.m.list[0]=1
.m.list[1][0]="x"
.m.table["a b"].deep.x=[]
.m.table.z={}
.m.hosts[0].name="one"
.m.hosts[0].labels.a="b"
.m.hosts[1].name="two"
.bad[0]=null
KV
echo '{{ toToml .m }}' >t
tmpl-render -t t <kv
cat >t <<'EOF'
{{ fromToml (toToml .m) | toJson }}
{{ toToml (dict "a" .bad) }} {{ toToml .m.hosts }} {{ toToml .m.list }}
{{ fromToml "a.b = 1 # c\n[t]\nx = 1979-05-27 07:32:00Z\ny = [0x1F, 1_000, -0.5e3, 'raw\\']\n[[l]]\nn = \"\"\"\nt\\\n  wo\"\"\"\n[[l]]" | toJson }}
{{ range list "a = 1\na = 2" "[t]\n[t]" "a = 01" "a = 'x" "a = {b = 1" "x" }}{{ (fromToml .).Error }}
{{ end }}
EOF
tmpl-render -t t <kv
printf 'a: |\n  {{- toToml .m.hosts | nindent 2 }}\nb: {{ (fromToml (toToml .m)).port }}\n' >t
tmpl-render t <kv
echo '{{ define "u" }}a = "{{ .m.name }}"{{ end }}b: {{ toJson (fromToml (include "u" .)) }}' >t
tmpl-render t <kv || :
