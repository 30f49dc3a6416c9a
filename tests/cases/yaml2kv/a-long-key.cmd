long=$(printf '%01000000d' 0)
{ echo "? x$long"; echo ': 1'; } | yaml2kv | md5sum
printf '.x%s=1\n' "$long" | md5sum
echo "x$long: 1" | yaml2kv
