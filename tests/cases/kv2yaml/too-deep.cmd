printf '%0100d' 0 | sed 's/0/[0]/g; s/^/./; s/$/=1\n/' | kv2yaml | wc -l
printf '%0101d' 0 | sed 's/0/[0]/g; s/^/./; s/$/=1\n/' | kv2yaml
