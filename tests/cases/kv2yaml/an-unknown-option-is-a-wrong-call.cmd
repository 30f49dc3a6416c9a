kv2yaml -x
