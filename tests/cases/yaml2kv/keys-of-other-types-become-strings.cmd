yaml2kv
