printf 'a: {{ .a }}' >"$T/x.yaml.tmpl"
printf '# {{ .a }}\n' >"$T/y.yaml.tmpl"
tmpl-render -d "$T/out" "$T/x.yaml.tmpl" "$T/y.yaml.tmpl"
head "$T"/out/*
