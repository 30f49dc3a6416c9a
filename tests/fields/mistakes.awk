# Makes requests with one mistake each from the records of a good request: each value in turn is
# replaced by others, and each field is misspelt. Requests with three mistakes follow. Writes one kv
# stream, and to the file LIST a line for each request: what was written, and at which paths.
{
	match($0, /^([^"=]|"[^"]*")*=/)
	path[++n] = substr($0, 1, RLENGTH - 1)
	value[n] = substr($0, RLENGTH + 1)
}

# begin WRITTEN PATHS: begins a request, in a namespace of its own.
function begin(written, at)
{
	gsub(/ /, "_", written)
	print written, at >LIST
	if (requests++)
		print "---"
	printf ".metadata.namespace=\"n%04d\"\n", requests
}

# good EXCEPT…: writes the records, except for up to three.
function good(a, b, c,  i)
{
	for (i = 1; i <= n; i++)
		if (i != a && i != b && i != c && path[i] != ".metadata.namespace")
			print path[i] "=" value[i]
}

function changes(i)
{
	return path[i] != ".metadata.namespace"
}

END {
	kinds = split("{}|[]|null|\"\"|true|-1|1.5|99999999999|\"Not A Value!\"|\"" \
	    sprintf("%300s", "a") "\"", bad, "|")
	for (i = 1; i <= n; i++) {
		for (k = 1; changes(i) && k <= kinds; k++) {
			begin(bad[k], path[i])
			good(i)
			print path[i] "=" bad[k]
		}
		if (changes(i) && path[i] ~ /[a-z]$/) {
			begin("x", path[i])
			good(i)
			print path[i] "x=" value[i]
		}
	}
	# Not those in apiVersion and kind: without its schema nothing of a request is checked.
	for (i = 3; i + 30 <= n; i++)
		if (changes(i) && changes(i + 15) && changes(i + 30)) {
			begin("{}", path[i] " " path[i + 15] " " path[i + 30])
			good(i, i + 15, i + 30)
			print path[i] "={}\n" path[i + 15] "={}\n" path[i + 30] "={}"
		}
}
