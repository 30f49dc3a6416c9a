echo 'a: 1' >"$T/1"; echo 'b: 2' >"$T/2"; echo 'c: 3' | yaml2kv "$T/1" - "$T/2"
cd "$T"; echo 'c: 3' | yaml2kv -c -n 'x
y' 1 - 2
