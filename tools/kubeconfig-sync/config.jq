# Reads the kubeconfig from the Secret, as text.
include "answer";
one
| if type == "object" and (.data | type) == "object" and all(.data[]; type == "string") then .data
	else error("shape") end
| map_values(@base64d) | .config // ""
