yaml2kv </dev/null; printf '# only this\n\n' | yaml2kv; printf '\357\273\277' | yaml2kv
