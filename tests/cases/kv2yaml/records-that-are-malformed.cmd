# Each stream on its own: its YAML, or what is wrong.
while IFS= read -r text; do
	printf '%b' "$text" >"$T/in"
	printf '%s\n' "$text"
	kv2yaml <"$T/in" 2>&1 || echo "exit $?"
done
