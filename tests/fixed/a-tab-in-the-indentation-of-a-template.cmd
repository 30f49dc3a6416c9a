cd "$T"
printf 'k: {{ .x }}\n\t\nz: 1\n' >t
tmpl-render t <<<'.x="a: b"'
