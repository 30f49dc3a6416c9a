# each .aN is twice the one before: 2 to the 26th is 64 Mi
base() {
	for ((i = 1; i <= $1; i++)); do echo "a$i: \${.a$((i - 1))}\${.a$((i - 1))}"; done
}
echo '.a0="x"' | preset-resolve -b <(base 25) | tail -1 | wc -c
echo '.a0="x"' | preset-resolve -b <(base 26) 2>&1 | sed 's,.*: ,,'
