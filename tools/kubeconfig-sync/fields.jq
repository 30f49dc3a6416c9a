# Makes the item's fields from the Secret and its kubeconfig: {fields, secrets}, or {error}.
# secrets are the texts that no message may show: each as it is, and as escaped in JSON.
include "answer";
one.data as $data | $config[0] as $config
# The value of a key of the Secret, still in base64; empty if it contains only white space.
| def key($k): $data[$k] // "" | if @base64d | test("\\S") then . else "" end;
def named($n): map(select(.name == $n))[0];
def escaped: tojson[1:-1];
def is_space: . == 32 or (. >= 9 and . <= 13);
# Trims the start, then the start of the reversed text: a pattern for white space at the end takes
# quadratic time.
def trim_start: explode | . as $c | (first(range(length) | select($c[.] | is_space | not)) // length)
	as $i | .[$i:] | implode;
def trim: trim_start | explode | reverse | implode | trim_start | explode | reverse | implode;
($config | [.clusters[]?]) as $clusters
| ($config["current-context"] // "") as $current
| (if $current != "" then $config.contexts // [] | named($current).context.cluster
	else $clusters[0].name end) as $cluster
| ($clusters | named($cluster).cluster) as $old
| (key("certificate-authority")
	| if . == "" then $old["certificate-authority-data"] // "" else . end) as $ca
| (key("token") | @base64d | trim) as $token
| key("client-certificate") as $cert | key("client-key") as $key
| if $old == null and $current != "" then {error: "the kubeconfig has no cluster for its current context"}
elif $old == null then {error: "the kubeconfig has no cluster"}
elif $current == "" and ($clusters | length) > 1 then
	{error: "the kubeconfig has \($clusters | length) clusters and no current context"}
elif $ca == "" then {error: "the Secret and the kubeconfig have no certificate authority"}
elif $token == "" and ($cert == "" or $key == "") then
	{error: "the Secret has neither a token nor a client certificate with its key"}
else [
	["kubeconfig", "CONCEALED", ($config | .clusters |= map(
		if .name == $cluster then .cluster.server = $api else . end) | tojson)],
	["argocd-name", "STRING", $name],
	["argocd-server", "STRING", $api],
	["argocd-config", "CONCEALED", ({tlsClientConfig: {caData: $ca}}
		| if $token != "" then .bearerToken = $token
		else .tlsClientConfig += {certData: $cert, keyData: $key} end | tojson)]
] | {
	fields: map({label: .[0], type: .[1], value: .[2]}),
	secrets: ([$token, $key, ($config.users[]?.user | objects | del(.username) | .. | strings)
		| split("\n")[] | select(length >= 8) | ., escaped, (escaped | escaped)] | unique)
} end
