# Reads and writes JSON without changing its numbers. jq's numbers are doubles, but numbers that
# others added to an item must keep all their digits. So exact_fromjson turns a number that a double
# may change into a string that begins with a mark, and exact_tojson turns it back. A text that
# contains the mark already is read as jq reads it.
def mark: "\ufdd0number:";

def protect_number:
	if test("[0-9]") | not then .
	else capture("^(?<before>[^-0-9]*)(?<number>-?[0-9][-+.0-9eE]*)(?<behind>[\\s\\S]*)$") // error("shape")
		| if .number | test("^(0|-?[1-9][0-9]{0,14})$") then .before + .number + .behind
			else .before + "\"" + mark + .number + "\"" + .behind end
	end;

# Splits the text at its quotes: the pieces are in turn outside and inside a string, except after a
# quote that follows an odd number of backslashes. Outside of strings, at most one number is between
# two commas.
def exact_fromjson:
	if test("\ufdd0|\\\\u[fF][dD][dD]0") then fromjson
	else [foreach split("\"")[] as $piece ({within: true, escaped: false};
			(if .escaped then . else .within |= not end)
			| .escaped = (.within and ($piece | [match("(?<!\\\\)\\\\+$").length][0] // 0) % 2 == 1)
			| .text = if .within then $piece else $piece | split(",") | map(protect_number) | join(",") end;
			.text)] | join("\"") | fromjson
	end;

def exact_tojson:
	tojson | split("\"" + mark)
	| .[0] + (.[1:] | map(capture("^(?<number>[^\"]*)\"(?<behind>[\\s\\S]*)$") | .number + .behind) | join(""));
