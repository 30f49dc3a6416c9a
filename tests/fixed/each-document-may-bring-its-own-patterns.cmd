printf '{{ regexReplaceAll .p "a1" "b" }}\n{{ range until 400 }}{{ $_ := regexMatch (printf "%%s%%d" $.p .) "a" }}{{ end }}' >"$T/t"
seq -f '.p="a%g"' -s '
---
' 6 | tmpl-render -t "$T/t"
