# Compares the API server's verdict on requests with yaml-validate's.
# shellcheck disable=SC2154 # conformance/cluster.sh sets the variables

# variants: reads objects, JSON, and prints many variants of each, a line each, with names of their own. In each,
# one value is replaced or removed, or one mapping has an unknown field.
variants()
{
	jq -c '
		def odd: null, "", " ", "a", "A b", "a\nb", "-a", "1", "1Gi", "10.0.0.1", "v1.2.3", 0, 1, -1, 70000, 1.5, 1e30, true,
			false, {}, [], [""], [{}], {"a": 1}, {"a b": "c"}, ("a" * 64), ("a" * 300), ("é" * 30);
		def numbered(objects): foreach objects as $one (0; . + 1; . as $n | $one |
			if .metadata.name == "" then .metadata.name = "x\($n)" else . end);
		. as $request | .metadata.name = "" | .metadata.namespace = "default" | . as $r |
		[paths | select(.[0] != "apiVersion" and .[0] != "kind" and .[:2] != ["metadata", "namespace"] and length > 1)] as $paths |
		numbered(
			$r,
			($paths[] as $p | odd as $value | $r | setpath($p; $value)),
			($paths[] as $p | $r | delpaths([$p]) | select($p != ["metadata", "name"])),
			($paths[] as $p | select($r | getpath($p) | type == "object") | $r | setpath($p + ["other"]; 1)),
			($r | .other = 1), ($r | del(.spec)), ($r | .spec = null), ($r | .status = {"other": [null]})
		)' | sed 's/\x7f/\\u007f/g'
}

# post URL: creates each object that it reads, JSON, a line each, without keeping it; prints a status each.
post()
{
	rm -rf "$work/bodies"
	mkdir "$work/bodies"
	awk -v dir="$work/bodies" -v url="$1" -v ca="$control/tls/apiserver.crt" -v token="$(<"$control/token")" '{
		body = dir "/" NR
		print >body
		close(body)
		printf "%surl = \"%s\"\ncacert = \"%s\"\nheader = \"Authorization: Bearer %s\"\n", (NR > 1 ? "next\n" : ""), url, ca, token
		printf "header = \"Content-Type: application/json\"\ndata-binary = \"@%s\"\noutput = \"%s.out\"\n", body, body
		print "write-out = \"%{http_code}\\n\""
	}' >"$work/curl"
	curl -s -K "$work/curl"
}

# verdicts PLURAL PROMISE: reads objects as post does; prints those on which the verdicts differ. One difference is
# known: the server takes a list for a string with a format.
verdicts()
{
	local url=$server/apis/platform.integratn.tech/v1alpha1/namespaces/default/$1
	cat >"$work/objects"
	post "$url?dryRun=All&fieldValidation=Strict" <"$work/objects" >"$work/theirs"
	documents <"$work/objects" | yaml-validate -k -s "$2" -o json - >"$work/findings" || :
	jq -n -r --rawfile theirs "$work/theirs" --slurpfile findings "$work/findings" --arg kind "$1" '
		($findings | group_by(.line) | map({key: "\(.[0].line / 2)", value: map("\(.path): \(.message)")[0]}) | from_entries)
			as $ours |
		[$theirs | split("\n")[:-1] | to_entries[] | {n: "\(.key + 1)", accepted: (.value == "201")}] as $all |
		[$all[] | select(.n as $n | .accepted == ($ours | has($n)))] as $differ |
		[$differ[] | select(.accepted and ($ours[.n] | endswith(": must be a string, found an array")))] as $known |
		($differ - $known | .[] |
			"\(.n) \(if .accepted then "accepted" else "refused" end) by the server; ours: \($ours[.n] // "none")"),
		"cluster: \($kind): \($all | length) objects, \($all | map(select(.accepted)) | length) accepted, \(
			$known | length) known differences, \($differ - $known | length) others"
	' >"$work/verdicts"
	while read -r n said; do
		case $n in
		cluster:) echo "$n $said" ;;
		*)
			printf '%s\n  %s\n  %s\n' "$(cut -c1-4000 "$work/bodies/$n")" "$said" "$(jq -r .message "$work/bodies/$n.out" 2>/dev/null)"
			bad=$((bad + 1))
			;;
		esac
	done <"$work/verdicts"
}

# verdicts_of_files FILE…: compares the verdicts on what kubectl reads from each file.
verdicts_of_files()
{
	local f ours theirs known=0
	namespaces < <(yaml2kv -e "$@" 2>/dev/null | grep -v '^#' | kv2yaml -j) | apply
	for f; do
		ours=accepted theirs=accepted
		yaml-validate -k -s promise.yaml "$f" >"$work/ours" 2>&1 || ours=refused
		kubectl create --dry-run=server --validate=strict -f "$f" >"$work/theirs" 2>&1 || theirs=refused
		case ${f##*/} in
		duplicate-key.yaml) known=$((known + 1)) theirs=refused ;; # kubectl keeps the last of the two, and the server never sees both
		two-documents.yaml | wrong-kind.yaml) known=$((known + 1)) theirs=refused ;; # the server knows these kinds, too
		esac
		[ "$ours" = "$theirs" ] || wrong "$f: $theirs by the server" "$(cat "$work/theirs" "$work/ours")"
	done
	echo "cluster: $# files of requests, $known known differences"
}
