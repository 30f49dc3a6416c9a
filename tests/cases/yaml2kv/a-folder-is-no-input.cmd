yaml2kv . || echo "exit $?"
