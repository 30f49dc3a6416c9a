# Makes requests from the table, as one kv stream: first each example in EXAMPLES (a list of names;
# its records are in NAME.kv) unchanged, then for each entry of the table its example with the
# records added.
BEGIN {
	n = split(EXAMPLES, name, " ")
	for (i = 1; i <= n; i++) {
		while ((getline line < (name[i] ".kv")) > 0)
			example[name[i]] = example[name[i]] line "\n"
		begin(name[i])
	}
}

function begin(e)
{
	printf "%s", (some++ ? "---\n" : "") example[e]
	of = e
}

# !PATH removes PATH and everything below it, which must not have been printed yet.
function without(path,  lines, k, l)
{
	k = split(example[of], lines, "\n")
	for (l = 1; l < k; l++)
		if (index(lines[l], path "=") != 1 && index(lines[l], path ".") != 1)
			print lines[l]
}

/^## / {
	if (!match($0, /\([a-z]+\)$/)) {
		print "no example: " $0 > "/dev/stderr"
		exit 1
	}
	of = substr($0, RSTART + 1, RLENGTH - 2)
	if ((getline line) > 0 && line ~ /^!/) {
		print "---"
		without(substr(line, 2))
	} else {
		begin(of)
		print line
	}
	next
}

/^\./
