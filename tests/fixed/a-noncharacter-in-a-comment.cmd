printf 'k: 1 # {{ .x }} {{ .y }}\n' >"$T/t"
printf '.x="\\uffff"\n.y="\\ufffe"\n' | tmpl-render "$T/t" | tee "$T/o"
yaml2kv "$T/o"
