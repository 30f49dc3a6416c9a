# In strict mode nothing counts as false; Go knows no nil among its bools.
cd "$T"
echo '.a=null' >kv
echo '{{ ternary 1 2 .a }}{{ ternary 1 2 .b }}' >t
tmpl-render -t t <kv
tmpl-render -t -m default t <kv && exit 1
echo '{{ ternary 1 2 .b }}' >t
tmpl-render -t -m zero t <kv
