cd "$T"
printf 'a: \303\251 {{ .x }}\nb: \351 {{ .x }}\n' >x.tmpl
! echo '.x="\u00e9"' | tmpl-render x.tmpl 2>&1
printf '\376\377a: {{ .x }}\n' >y.tmpl
! echo '.x=1' | tmpl-render y.tmpl 2>&1
printf '{{/* \377 */}}a: \303\251 {{ .x }}\n' >z.tmpl
echo '.x="\u00e9"' | tmpl-render z.tmpl
