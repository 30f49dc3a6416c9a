printf 'a: 1\nb: 2\na: 3\n' | yaml2kv
