k=$(printf '%01100d' 0)
printf '.k%s.a=1\n.k%s.b[0]=1\n.l%s[0]=1\n.m%s="x\\ny"\n.n["%s%s"]={}\n' $k $k $k $k "$k" "$k" >"$T/in"
kv2yaml "$T/in" | cut -c1-12
kv2yaml "$T/in" | yaml2kv | cmp - "$T/in"
