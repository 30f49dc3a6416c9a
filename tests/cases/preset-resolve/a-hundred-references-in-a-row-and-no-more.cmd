# each .aN refers to the one before; .z, which needs them all, comes first
base() {
	echo "z: \${.a$1}"
	for ((i = 1; i <= $1; i++)); do echo "a$i: \${.a$((i - 1))}"; done
}
for n in 99 100; do
	{ echo '.a0="end"' | preset-resolve -b <(base "$n") 2>&1 | grep -e z= -e chain | sed 's,.*: ,,'; } || :
done
