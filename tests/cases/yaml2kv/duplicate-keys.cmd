# Each document on its own: its records, or what is wrong.
while IFS= read -r text; do
	printf '%b' "$text" >"$T/in"
	printf '%s\n' "$text"
	yaml2kv -n in <"$T/in" 2>&1 || echo "exit $?"
done
