printf '\357\273\277a: 1\r\nb:\r\n- x\r\n- |\r\n  y\r\n  z\r\n' | yaml2kv -c
printf 'a: 1\nb: \303\251\n' | iconv -f UTF-8 -t UTF-16LE | { printf '\377\376'; cat; } | yaml2kv -c
printf 'a: 1\rb: 2\r' | yaml2kv -c
