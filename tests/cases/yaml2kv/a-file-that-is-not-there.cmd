yaml2kv nothing.yaml
