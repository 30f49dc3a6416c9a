preset-resolve -b data/types.yaml data/one.kv - data/one.kv | grep -e ^.a= -e ---
