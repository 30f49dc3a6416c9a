# From the table: for each example in EXAMPLES (a list of names; NAME.kv its records) the example as it
# stands, then each example of the table with its records put in; documents of one kv stream.
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

# !PATH takes PATH and all below it out: nothing of it may have been printed.
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
