cd "$T"
printf 'a: {{ .x }}\n' >a
printf '{{ if .no }}x{{ end }}\n---\nb: 1\n' >b
printf '# licence\n---\nc: 1\n' >c
printf -- '--- {d: 1}\n' >d
printf '%%YAML 1.1\n---\ne: 1\n' >e
printf '\357\273\277---\nf: 1\n' >f
printf '\357\273\277g: 1\n' >g
printf -- '---g: |\n  {{ .x }}\n' >h
echo .x=1 | tmpl-render a b c d e f g h
