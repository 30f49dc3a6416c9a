echo '{{ toYaml .m }}' >"$T/t"
tmpl-render -t "$T/t" <<<'.m["a\rb"]=1'
tmpl-render "$T/t" <<<'.m["a\rb"]=1'
