printf 'a:\n  b: |\n    text\n {{ .x }}\n' >"$T/x.tmpl"
cd "$T"
tmpl-render x.tmpl
