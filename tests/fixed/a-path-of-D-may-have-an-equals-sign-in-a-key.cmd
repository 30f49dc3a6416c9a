printf '{{ toJson . }}\n' >"$T/t"
echo .x=1 | tmpl-render -t -D '.["a=b"].c="d=e"' -D '.["f\"=\\"]=2' "$T/t"
