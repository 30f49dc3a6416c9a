kv2yaml
