printf 'k: {{ toJson .m }}\n' >"$T/t"
printf '.m["%01100d"]=1\n' 0 >"$T/kv"
! tmpl-render "$T/t" 2>"$T/err" <"$T/kv"
grep -o "a key .*" "$T/err"
tmpl-render -t "$T/t" <"$T/kv" | wc -c
