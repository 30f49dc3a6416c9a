printf 'k: [{{ .x }}\n  b]\n' >"$T/t"
tmpl-render "$T/t" <<<'.x="a: b"'
printf 'k: [a\n  b{{ .x }}]\n' >"$T/t"
tmpl-render "$T/t" <<<'.x="a: b"'
printf 'k: [a\n  b,\n c: {{ .x }}, {{ .x }}\n , [{{ .x }}\n ]]\n' >"$T/t"
tmpl-render "$T/t" <<<'.x="a: b"'
