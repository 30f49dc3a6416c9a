yaml2kv -c -n media.yaml
