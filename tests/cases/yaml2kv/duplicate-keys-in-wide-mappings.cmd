{ for i in $(seq 40); do echo "k$i: $i"; done; echo "k7: 0"; } | yaml2kv
