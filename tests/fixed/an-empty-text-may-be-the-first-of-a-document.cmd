printf "!\n" | yaml2kv
