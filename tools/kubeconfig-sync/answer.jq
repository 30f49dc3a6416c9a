# What a server answers, read by jq -s: one JSON text, or the run fails.
def one: if length == 1 then .[0] else error("shape") end;

# A list of things with ids, as Connect describes it.
def list:
	one
	| if type == "array" and all(.[]; type == "object" and (.id | type == "string")) then .
		else error("shape") end;
