kv2yaml -h; kv2yaml -V | sed "s/ [0-9].*/ N/"
