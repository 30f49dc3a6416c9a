for i in $(seq 0 40); do echo ".a[$i].n=$i"; echo ".k$i=$i"; done >"$T/in"
sort "$T/in" | kv2yaml -j | jq -c '[.a[].n], (to_entries | length)'
sort -r "$T/in" | kv2yaml -j | jq -c '[.a[].n]' 
