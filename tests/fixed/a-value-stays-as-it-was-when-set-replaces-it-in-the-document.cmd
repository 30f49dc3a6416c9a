cat >"$T/t" <<'EOF'
{{ $l := .l }}{{ $s := .s }}{{ $m := .m }}{{ $_ := set . "l" "x" }}{{ $_ := set . "s" (list 1) }}
{{- $_ := set . "m" (dict "c" 3) }}{{ $_ := set $m "d" 4 -}}
{{ $l }} {{ range $l }}{{ . }}{{ end }} {{ $s }} {{ list $s | toJson }} {{ $m }}
{{ . }}
{{ mergeOverwrite .n .n.a }}
EOF
cat >"$T/y" <<'EOF'
{{- $s := .s }}{{ $_ := set . "s" (list 1) -}}
a: {{ $s }}
b:{{ list $s | toYaml | nindent 2 }}
EOF
printf '.l[0]="a"\n.l[1]="b"\n.m.a=1\n.m.b=2\n.n.a.a="a"\n.n.a.b="b"\n.s="old"\n' >"$T/kv"
tmpl-render -t "$T/t" <"$T/kv"
tmpl-render "$T/y" <"$T/kv"
