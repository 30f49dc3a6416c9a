cd "$T"
echo '{{ lookup "v1" "Pod" "ns" 1 }}' >t
tmpl-render t <<<'.a=1' && exit 1
echo '{{ if .b }}{{ call .a }}{{ end }}x' >t
tmpl-render -t t <<<'.b=false'
tmpl-render -t t <<<$'.a="f"\n.b=true'
