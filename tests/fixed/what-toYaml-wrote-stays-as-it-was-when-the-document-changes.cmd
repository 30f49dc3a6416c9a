cat >"$T/t" <<'EOF'
{{- $y := toYaml .m }}{{ $j := toJson .m }}{{ $_ := set .m "z" 1 }}
{{- $_ := unset .m "b" }}{{ $_ := set .m "a" (dict "a" 1) -}}
a:{{ $y | fromYaml | toYaml | nindent 2 }}
b: {{ $j }}
c:{{ $y | nindent 2 }}
d: {{ toJson .m }}
EOF
printf '.m.a="a"\n.m.b="b"\n' | tmpl-render "$T/t"
