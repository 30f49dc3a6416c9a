long=$(printf '%0200000d' 0)
{ echo "? k$long"; echo ": [$(printf '%02000d' 0 | sed 's/0/1,/g')1]"; } | yaml2kv
