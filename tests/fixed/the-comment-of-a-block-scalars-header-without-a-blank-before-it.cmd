cd "$T"
printf 'k: |# c {{ .x }}\n    {{ .x }}\n' >t
tmpl-render t <<<'.x="a"' | tee out
yaml2kv out
tmpl-render t <<<'.x="\u0001"' | tee out
yaml2kv out
