yaml2kv -h; yaml2kv -V | sed "s/ [0-9].*/ N/"
