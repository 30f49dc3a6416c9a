echo '{e3: 1, a: {E10: 2, e: 3, e3x: 4, _e3: 5}}' | yaml2kv
printf '.e3=1\n.a.e3=2\n' | kv2yaml
