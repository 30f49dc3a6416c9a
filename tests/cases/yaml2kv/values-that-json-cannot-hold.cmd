# Each document on its own: what it gives, or why not.
while IFS= read -r text; do
	printf '%b' "$text" >"$T/in"
	printf '%s\n' "$text"
	yaml2kv -n in <"$T/in" 2>&1 || echo "exit $?"
done
