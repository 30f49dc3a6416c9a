printf '.="a\\nb\\n"\n---\n.=" a\\nb"\n---\n.[0]=" a\\nb"\n---\n.[0][0]=" a\\nb\\n"\n' | tee "$T/in" | kv2yaml
kv2yaml "$T/in" | yaml2kv | cmp - "$T/in"
