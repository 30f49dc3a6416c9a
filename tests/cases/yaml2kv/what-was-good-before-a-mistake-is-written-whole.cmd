printf 'a: 1\n---\nb: [1\n---\nc: 1\n' | yaml2kv
