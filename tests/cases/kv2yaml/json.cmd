kv2yaml -j
