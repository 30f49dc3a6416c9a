printf '{{ .x }}\n' >"$T/t"
echo .x=1 | tmpl-render - || echo "$?"
echo .x=1 | tmpl-render -i - "$T/t"
