printf "a: 1" >"$T/x.tmpl"
tmpl-render -d "$T/out" "$T/x.tmpl"
