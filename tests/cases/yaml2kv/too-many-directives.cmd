for i in $(seq 1001); do echo "%TAG !a$i! tag:x,$i:"; done >"$T/in"
{ cat "$T/in"; echo '--- a'; } | yaml2kv || echo "exit $?"
{ sed 1d "$T/in"; echo '--- a'; } | yaml2kv
{ echo "# first"; cat "$T/in"; echo '--- a'; } | iconv -f UTF-8 -t UTF-16 | yaml2kv || echo "exit $?"
{ printf 'a: |\n'; sed 's/^/  /' "$T/in"; } | yaml2kv | wc -l
