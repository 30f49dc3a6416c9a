cd "$T"
echo '{{ has (round 0.1 1000) (list 3.5 0.5) }} {{ has 0.5 (list 3.5 0.5) }} {{ deepEqual 0.0 (mulf 0 -1.0) }}' >t
tmpl-render -t t <<<'.x=1'
