echo '.a[4294967295]=1' | kv2yaml -g
echo '.a[4294967295]=1' | kv2yaml
