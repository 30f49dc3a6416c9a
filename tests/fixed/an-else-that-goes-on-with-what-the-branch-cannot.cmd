cd "$T"
for t in 'with .n}}{{else if .n' 'range .l}}{{else if .n' 'range .l}}{{else with .n' 'if .n}}{{else with .n' \
	$'with .n}}\n{{else\nif .n' 'if .n}}{{else if .n}}{{else with .n' 'with .n}}{{else}}{{else if .n'; do
	printf '{{%s}}{{end}}\n' "$t" >t
	tmpl-render -t t <<<'.n=1' 2>&1 || true
done
