cd "$T"
echo '{{ round .a 1000 | list | toYaml }}' >t
echo '.a=1.5' | tmpl-render -t t
