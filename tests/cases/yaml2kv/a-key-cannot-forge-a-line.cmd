yaml2kv -c
