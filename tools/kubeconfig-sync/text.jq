# Makes a server's text safe to print in a message.

# Returns whether the character with this number is invisible or moves the text around it: controls, format
# characters, line separators, byte order marks, private use.
def is_invisible:
	. < 32 or (. >= 127 and . <= 160) or . == 173 or . == 847 or . == 1564
	or (. >= 4447 and . <= 4448) or (. >= 6068 and . <= 6069) or (. >= 6155 and . <= 6159)
	or (. >= 8203 and . <= 8207) or (. >= 8232 and . <= 8238) or (. >= 8288 and . <= 8303)
	or . == 12644 or (. >= 57344 and . <= 63743) or (. >= 65024 and . <= 65039) or . == 65279
	or . == 65440 or (. >= 65520 and . <= 65531) or (. % 65536 >= 65534)
	or (. >= 64976 and . <= 65007) or . >= 917504;

def hex($digits):
	. as $n
	| [range($digits - 1; -1; -1) as $i | ($n / pow(16; $i) | floor) % 16 | "0123456789abcdef"[.:. + 1]]
	| join("");

# The text on one line, with invisible characters escaped: \n, \u202e, \U000e0001.
def visible:
	if test("[^ -~]") | not then .
	else [explode[]
		| if . == 10 then "\\n" elif . == 9 then "\\t" elif . == 13 then "\\r"
		elif is_invisible | not then [.] | implode
		elif . < 65536 then "\\u" + hex(4) else "\\U" + hex(8) end] | join("")
	end;

# The text without the secrets; the longest is removed first. A secret is a text or an object that
# fields.jq made.
def hide($secrets):
	reduce ([$secrets[] | if type == "object" then .secrets[] else . end] | unique | sort_by(-length))[]
		as $secret (.; if contains($secret) then split($secret) | join("…") else . end);

# The text as a message shows it, in at most $max characters. A text longer than 4,096 characters is
# not shown: to search all of it takes time, and in a part of it a truncated secret is not found.
def shown($secrets; $max):
	if length > 4096 then "a text of \(length) characters"
	else hide($secrets) | visible | if length > $max then .[:$max] + "…" else . end end;
