cd "$T"
echo '{{ toPrettyJson .a | toJson }} {{ toYaml (list ".5_0" ".5_" "._5" ".5_e1") | toJson }}' >t
printf '.a.b=1\n' | tmpl-render -t t
