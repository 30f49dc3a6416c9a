# Checks a server's answer, read by jq -s. It must be one JSON text.
def one: if length == 1 then .[0] else error("shape") end;

# The answer must be a list of objects with ids.
def list:
	one
	| if type == "array" and all(.[]; type == "object" and (.id | type == "string")) then .
		else error("shape") end;
