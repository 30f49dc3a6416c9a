printf "a: 1" >"$T/x.tmpl"
printf x >"$T/out"
cd "$T"
tmpl-render -d out x.tmpl
