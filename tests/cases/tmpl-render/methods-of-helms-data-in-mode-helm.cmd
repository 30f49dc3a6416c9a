cd "$T"
cat >kv <<'KV'
.Capabilities.APIVersions[0]="v1"
.Capabilities.APIVersions[1]="apps/v1"
.Capabilities.KubeVersion.Version="v1.34.0"
.Files["conf/a.txt"]="one\ntwo\n"
.Files["conf/deep/b.txt"]="b"
.Files["c.json"]="{}"
.Files["é.txt"]=""
.Values.a=1
.Own.Get="mine"
KV
# each TEMPLATE…: what it gives.
each() {
	for t in "$@"; do
		echo "$t" >t
		tmpl-render -t -m helm t <kv || :
	done
}
each '{{ .Capabilities.APIVersions.Has "apps/v1" }} {{ if $.Capabilities.APIVersions.Has "batch/v1" }}yes{{ else }}no{{ end }}' \
	'{{ "v1" | .Capabilities.APIVersions.Has }} {{ with .Capabilities }}{{ .APIVersions.Has (print "apps" "/v1") | not }}{{ end }}' \
	'{{ .Capabilities.KubeVersion.GitVersion }} {{ .Values.AsMap.a }} {{ .Own.Get }}' \
	'{{ .Files.Get "conf/a.txt" | quote }} {{ .Files.Get "none" | quote }} {{ (.Files).GetBytes "c.json" }}' \
	'{{ range $i, $l := .Files.Lines "conf/a.txt" }}{{ $i }}={{ $l }} {{ end }}{{ len (.Files.Lines "é.txt") }}' \
	'{{ (.Files.Glob "conf/**").AsConfig }}' \
	'{{ $f := .Files }}{{ ($f.Glob "conf/*").AsSecrets }}'
for pattern in '*' '**' 'conf/*' 'conf/**.txt' '?.txt' 'conf/[a-c].txt' 'conf/[!a]*' '{c.json,conf/{a,deep/b}.txt}' 'c\.json' \
	'[' '{a' 'x*'; do
	each "$pattern: {{ range \$k, \$v := .Files.Glob \"${pattern//\\/\\\\}\" }}{{ \$k }} {{ end }}"
done
each '{{ .Files.Get }}' '{{ .Files.Get "a" "b" }}' '{{ .Files.Get 1 }}' '{{ .Values.Has "x" }}' '{{ .Own.Get "x" }}' '{{ .Files.Gte "x" }}'
echo '{{ .Files.Get "c.json" }}' >t
tmpl-render -t t <kv
