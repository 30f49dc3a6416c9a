# Streams that would cost a careless reader much time or memory. Those over a limit end with a
# message that names the place; all others pass in limited memory. The timeouts are far above what
# the runs take: only a cost that grows with the square of the size exceeds them.
load lib
source "$BATS_TEST_DIRNAME/hostile/stream.sh"

# within MEGABYTES COMMAND…: runs it with that limit of memory; sanitizers need far more.
within()
{
	local size=$1
	shift
	[ -n "${SANITIZED:-}" ] || ulimit -v "$((size * 1024))"
	timeout 120 "$@"
}

# ends NAME MEGABYTES MESSAGE: the stream ends with this message, and nothing is written.
ends()
{
	local tool=yaml2kv status=0
	[[ $1 != kv-* ]] || tool=kv2yaml
	hostile "$1" >"$T/in"
	(within "$2" "$tool" <"$T/in" >"$T/out" 2>"$T/err") || status=$?
	[ "$status $(cat "$T/err")" = "1 $tool: stdin:$3" ] || {
		echo "$1: exit $status: $(cut -c1-300 "$T/err")"
		return 1
	}
	[ ! -s "$T/out" ]
}

# passes NAME MEGABYTES RECORDS: the stream becomes RECORDS records, which become the same document.
passes()
{
	local there=yaml2kv back=kv2yaml
	[[ $1 != kv-* ]] || there=kv2yaml back=yaml2kv
	hostile "$1" >"$T/in"
	(within "$2" $there <"$T/in" >"$T/out")
	(within "$2" $back <"$T/out" >"$T/back")
	(within "$2" $there <"$T/back" | cmp - "$T/out")
	[ "$(grep -c . "$T/$([ $there = yaml2kv ] && echo out || echo back)")" -eq "$3" ]
}

@test "deep nesting ends at 100 levels" {
	ends brackets 16 '1:101: nested more than 100 deep'
	ends braces 16 '1:401: nested more than 100 deep'
	ends dashes 16 '1:201: nested more than 100 deep'
	ends kv-deep 16 "1: a path of more than 100 segments in record \"$(times 30 .a)…$(times 7 .a)=1\""
}

@test "aliases, directives and the length of records have limits" {
	ends aliases 48 '6:18: aliases add more than 400000 nodes to the document'
	ends merges 64 '802:3: aliases add more than 400000 nodes to the document'
	known='unknown: quote a value that begins with !; known tags: !!str !!int !!float !!bool !!null !!binary'
	ends long-tags 16 "3:3: tag \"$(times 60 x)…$(times 15 x)a\" on \"0\": $known"
	ends directives 16 '1:1: more than 1000 directives before a document'
	ends key-over-list 24 "1:1: the document's records would take more than 64 times its length plus 16777216 bytes"
}

@test "objects and unique values that were seen take little memory" {
	awk 'BEGIN {
		for (i = 0; i < 100000; i++)
			printf "# Source: n%d/resources/c.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %s-%d\n# End: n%d\n",
				i, "a-name-of-a-common-length", i, i
	}' >"$T/in"
	(within 28 yaml-validate -e -u .metadata.name <"$T/in") | cmp - "$T/in"
}

@test "a schema with many properties takes little memory" {
	{ echo properties:; awk 'BEGIN { for (i = 0; i < 20000; i++) print "  p" i ": {type: string}" }'; } >"$T/schema"
	echo 'p1: a' >"$T/in"
	within 64 yaml-validate -s "$T/schema" "$T/in"
}

@test "many mistakes with long tags or below long keys are reported in little memory" {
	hostile long-tags >"$T/in"
	(within 32 yaml-validate <"$T/in" >"$T/out" 2>"$T/err") || true
	[ "$(grep -c 'tag "xxx' "$T/err")" -eq 1 ]
	{ echo "? $(times 200000 k)"; echo :; lines 20000 '- .inf'; } >"$T/in"
	(within 48 yaml-validate <"$T/in" >"$T/out" 2>"$T/err") || true
	[ "$(grep -c 'k…"\]\[[0-9]*\]: .*no JSON form$' "$T/err")" -eq 10000 ]
}

@test "a quote that never ends is reported where it began" {
	ends quotes 32 '1:4: the quote that begins here has no end'
}

@test "long keys, long strings, wide mappings and long lists pass in little memory" {
	passes wide 64 200000
	passes long-key 24 1
	passes long-plain 40 1
	passes long-quoted 24 1
	passes long-block 24 1
	passes items 112 1000001
	passes anchors 64 200000
	passes documents 16 399999
	passes comments 16 1
}

@test "records in any order pass in little memory" {
	passes kv-wide 64 200000
	passes kv-reversed 80 200000
	passes kv-shuffled 128 200000
	passes kv-long-key 24 1
	passes kv-long-string 32 1
	passes kv-documents 16 399999
	passes kv-origins 64 200000
}

@test "one document of 58 MB passes in twice its size and 64 bytes a node" {
	"$B/bench/gen" list 58000000 >"$T/in"
	nodes=$(yaml2kv "$T/in" | wc -l)
	(within $((8 + (2 * 58000000 + 64 * nodes * 3 / 2) / 1048576)) yaml2kv "$T/in") | tail -n 1 | grep -q '^\.items\['
}

# at BYTES PLACE MESSAGE: PLACE is the line and column of the first bad character.
at()
{
	run -1 yaml2kv < <(printf -- "$1")
	[ "$output" = "yaml2kv: stdin:$2: $3" ] || {
		printf '%q: %s\n' "$1" "$output"
		return 1
	}
}

@test "bytes that are not text are reported at their line and column" {
	at 'a: \0' 1:4 'control characters are not allowed: 0x00'
	at '# ü\na: "é\001"' 2:6 'control characters are not allowed: 0x01'
	at 'a: b\n\n  \177' 3:3 'control characters are not allowed: 0x7F'
	at 'a: \xc2\x80' 1:4 'control characters are not allowed: 0x80'
	at 'é: \x80' 1:4 'invalid leading UTF-8 octet: 0x80; save the file as UTF-8'
	at '- \xff' 1:3 'invalid leading UTF-8 octet: 0xFF; save the file as UTF-8'
	at '- \xfe\xbf' 1:3 'invalid leading UTF-8 octet: 0xFE; save the file as UTF-8'
	at '- a\n- \xc3' 2:3 'incomplete UTF-8 octet sequence; save the file as UTF-8'
	at '- a\r\n- \xe2\x82' 2:3 'incomplete UTF-8 octet sequence; save the file as UTF-8'
	at '- \xf0\x9f\x98' 1:3 'incomplete UTF-8 octet sequence; save the file as UTF-8'
	at '- \xc3(' 1:3 'invalid trailing UTF-8 octet: 0x28; save the file as UTF-8'
	at '- \xe2\x28\xa1' 1:3 'invalid trailing UTF-8 octet: 0x28; save the file as UTF-8'
	at '- \xf0\x9f\x98x' 1:3 'invalid trailing UTF-8 octet: 0x78; save the file as UTF-8'
	at 'x\xc2\x85- \xc0\x80' 2:3 'invalid length of a UTF-8 sequence; save the file as UTF-8'
	at '- \xe0\x80\x80' 1:3 'invalid length of a UTF-8 sequence; save the file as UTF-8'
	at '- \xed\xa0\x80' 1:3 'invalid Unicode character: 0xD800'
	at '- \xf4\x90\x80\x80' 1:3 'invalid Unicode character: 0x110000'
	at '- \xf8\x88\x80\x80\x80' 1:3 'invalid leading UTF-8 octet: 0xF8; save the file as UTF-8'
	at '- \xef\xbf\xbe' 1:3 'control characters are not allowed: 0xFFFE'
	at '\xff\xfea\0\n\0\0\xd8b\0' 2:1 'expected low surrogate area: 0x62'
	at '\xfe\xff\0a\0\n\xdc\0' 2:1 'unexpected low surrogate area: 0xDC00'
	at '\xff\xfea\0\n\0b' 2:1 'incomplete UTF-16 character'
	# Far beyond the reader's first block.
	at "$(printf -- '- some longer text\\n%.0s' {1..3000})- é \\377" 3001:5 'invalid leading UTF-8 octet: 0xFF; save the file as UTF-8'
}
