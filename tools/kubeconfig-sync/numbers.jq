# JSON with its numbers as they are written: jq's are doubles, and what others added to an item is
# kept to the last digit. While jq works on it, a number that a double may not give back as it was
# written is a text behind a mark; a JSON text that has the mark already is taken as jq takes it.
def mark: "\ufdd0number:";

def protect_number:
	if test("[0-9]") | not then .
	else capture("^(?<before>[^-0-9]*)(?<number>-?[0-9][-+.0-9eE]*)(?<behind>[\\s\\S]*)$") // error("shape")
		| if .number | test("^(0|-?[1-9][0-9]{0,14})$") then .before + .number + .behind
			else .before + "\"" + mark + .number + "\"" + .behind end
	end;

# Between the quotes pieces are within a string and outside in turn, but for quotes behind an odd
# number of backslashes. Outside there is at most one number between two commas.
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
