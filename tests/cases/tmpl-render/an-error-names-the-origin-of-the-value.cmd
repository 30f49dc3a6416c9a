printf 'a: {{ .spec.name.first }}\n' >"$T/x.tmpl"
cd "$T"
tmpl-render x.tmpl
