cd "$T"; n=$(printf 'x\n.forged=1\033[31m\342\200\250'); echo 'a: 1' >"$n"; yaml2kv -c "$n"; echo 'a: [' >"$n"; yaml2kv "$n"
