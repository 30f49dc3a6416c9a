yaml2kv -x
