cd "$T"
echo '{{ slice "abc" 1 }} {{ mustSlice (list 1 2) 1 }} {{ mustSlice "abc" 1 }}' >t
tmpl-render -t t <<<'.x=1'
