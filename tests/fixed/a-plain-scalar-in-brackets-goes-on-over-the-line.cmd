printf 'k: [{{ .x }}\n  b]\n' >"$T/t"
! tmpl-render "$T/t" 2>"$T/err" <<<'.x="a: b"'
grep -o "a plain scalar .*" "$T/err"
printf 'k: [a\n  b{{ .x }}]\n' >"$T/t"
! tmpl-render "$T/t" 2>"$T/err" <<<'.x="a: b"'
grep -o "an action .*" "$T/err"
printf 'k: [a\n  b,\n c: {{ .x }}, {{ .x }}\n , [{{ .x }}\n ]]\n' >"$T/t"
tmpl-render "$T/t" <<<'.x="a: b"'
