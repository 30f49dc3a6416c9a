printf '.a="-_0_O4"\n.b="0_x1F"\n.c="+0__b1"\n.d="_0_x1"\n' | kv2yaml | tee "$T/y"
yaml2kv "$T/y"
