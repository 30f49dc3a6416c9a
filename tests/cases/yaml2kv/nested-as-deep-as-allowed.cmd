printf '%0100d%0100d' 0 0 | sed 's/0/[/g; s/\[/]/101g' | yaml2kv | tail -c 30
