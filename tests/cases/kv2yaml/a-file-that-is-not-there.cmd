kv2yaml nothing.kv
