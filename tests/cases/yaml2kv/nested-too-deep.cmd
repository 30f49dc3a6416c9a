printf '%0101d' 0 | tr 0 '[' | yaml2kv || echo "exit $?"
printf '%020000d' 0 | tr 0 '[' | yaml2kv || echo "exit $?"
printf '%0100000d' 0 | sed 's/0/{a: /g' | yaml2kv || echo "exit $?"
printf '%01000000d' 0 | sed 's/0/- /g' | yaml2kv || echo "exit $?"
