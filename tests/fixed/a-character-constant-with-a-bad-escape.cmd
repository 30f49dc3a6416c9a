cd "$T"
for c in '' '\q' '\400' '\x4' '\ud800' '\"' '\12' '\u20ac' 'ab' 'a\q' $'\351'; do
	echo "{{ '$c' }}" >t
	tmpl-render -t t <<<'.s=1' 2>&1 || true
done
