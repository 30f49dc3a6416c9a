# Writes the effects into the table: reads the records that the pipeline made of requests.awk's
# requests, in order, then the table, and prints the table with the real effects.
#
# The kind of the document precedes a record (with the purpose of an ExternalSecret; "values" for
# Helm values); a request's last document is its status. A Job's hash is shown as HASH, or as OTHER
# if it differs from the example's.
BEGIN {
	n = split(EXAMPLES, name, " ")
	for (i = 1; i <= n; i++)
		number[name[i]] = i
	request = 1
	changed = n
}

function flush(  i, at)
{
	if (kind == "ExternalSecret" && match(doc, /(argocd-cluster|kubeconfig|onepassword-token)$/))
		kind = kind "/" substr(doc, RSTART)
	if (kind == "Job")
		hash[request] = substr(doc, length(doc) - 7)
	for (i = 1; i <= count; i++) {
		at = record[i]
		if (!sub(/^\.spec\.source\.helm\.valuesObject/, "values ", at))
			at = kind " " at
		made[request, ++lines[request]] = at
	}
	if (kind == "status")
		request++
	count = 0
	kind = doc = ""
}

# The lines of request a that b lacks, each after a mark, sorted, because the order of keys is
# irrelevant.
function missing(a, b, own, mark,  i, j, l, n, has, found)
{
	for (i = 1; i <= lines[b]; i++)
		has[shown(b, i, own)]
	for (i = 1; i <= lines[a]; i++) {
		if ((l = shown(a, i, own)) in has)
			continue
		for (j = ++n; j > 1 && found[j - 1] > l; j--)
			found[j] = found[j - 1]
		found[j] = l
	}
	for (i = 1; i <= n; i++)
		print mark, found[i]
}

function shown(r, i, own,  l)
{
	l = made[r, i]
	if (l ~ /^Job \.metadata\.name=/)
		return substr(l, 1, length(l) - 9) (hash[r] == hash[own] ? "HASH\"" : "OTHER\"")
	return l
}

FILENAME != "-" {
	if (/^---$/)
		flush()
	else
		record[++count] = $0
	if (/^\.kind=/)
		kind = substr($0, 8, length($0) - 8)
	if (/^\.phase=/)
		kind = "status"
	if (/^\.metadata\.name=/)
		doc = substr($0, 17, length($0) - 17)
	next
}

count { flush() }
/^## / {
	match($0, /\([a-z]+\)$/)
	own = number[substr($0, RSTART + 1, RLENGTH - 2)]
	changed++
}
/^[<>]/ { next }
/^$/ {
	missing(own, changed, own, "<")
	missing(changed, own, own, ">")
}
{ print }

END {
	if (changed != request - 1) {
		print changed " requests, but " request - 1 " statuses" > "/dev/stderr"
		exit 1
	}
}
