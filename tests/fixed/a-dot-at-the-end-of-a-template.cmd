cd "$T"
for t in '{{ .' '{{ (.' '{{ .s | .' '{{ .a.' '{{ $.' '{{ print .' '{{ 1.' '{{ .a.}}'; do
	printf %s "$t" >t
	tmpl-render -t t <<<'.s=1' 2>&1 || true
done
