# Runs kubeconfig-sync with the API server; a program of the tests plays 1Password Connect.
# shellcheck disable=SC2154 # conformance/cluster.sh sets the variables

# copy_kubeconfig NAME: runs kubeconfig-sync as the Job of the cluster NAME does, with the Job's variables and a token of its service
# account, which may read one Secret and no more. It must wait until vcluster has written the Secret.
copy_kubeconfig()
{
	local name=$1 target=vcluster-$1 account=$1-kubeconfig-sync variables words may said status=0
	local folder=$work/sync
	command -v python3 >/dev/null || { echo 'cluster: kubeconfig-sync not run: python3 is not installed'; return; }
	mkdir -p "$folder/account"
	for may in "yes get secret/vc-$name" 'no get secret/other' 'no list secrets' 'no watch secrets' 'no update secret/vc-'"$name" \
		'no get configmaps' 'no create pods'; do
		read -ra words <<<"${may#* }"
		said=$(kubectl auth can-i -n "$target" --as "system:serviceaccount:$target:$account" "${words[@]}") || :
		[ "$said" = "${may%% *}" ] || wrong "$account: ${may#* }: $said"
	done
	kubectl create token -n "$target" "$account" >"$folder/account/token"
	cp "$control/tls/apiserver.crt" "$folder/account/ca.crt"
	echo connect-token-0123456789abcdef | tee "$folder/connect-token" >/dev/null
	mapfile -t variables < <(jq -r --arg target "$target" 'select(.kind == "Job" and .metadata.namespace == $target) |
		.spec.template.spec.containers[0].env[] | "\(.name)=\(.value)"' "$work/made")
	child python3 tests/stub-vault.py "$folder"
	wait_for 20 test -s "$folder/port"
	{
		sleep 2
		kubectl create secret generic -n "$target" "vc-$name" --from-literal token=token-0123456789 \
			--from-literal certificate-authority=CA --from-literal client-certificate= --from-literal client-key= \
			--from-literal config='clusters: [{name: a, cluster: {server: x}}]' >&2
	} &
	for said in 'created item' 'item'; do
		env "${variables[@]}" CONNECT_URL="http://127.0.0.1:$(<"$folder/port")" KUBE_API="$server" DEADLINE=60 \
			SERVICEACCOUNT="$folder/account" CONNECT_TOKEN_FILE="$folder/connect-token" kubeconfig-sync >"$folder/said" 2>&1 || status=$?
		[[ $status = 0 && $(tail -n 1 "$folder/said") == "kubeconfig-sync: $said vcluster-$name-kubeconfig"* ]] ||
			wrong "kubeconfig-sync: exit $status: $(<"$folder/said")"
	done
	jq -e --arg name "$name" '.[0].fields | map({key: .label, value: .value}) | from_entries | .["argocd-name"] == $name and
		(.["argocd-config"] | fromjson) == {bearerToken: "token-0123456789", tlsClientConfig: {caData: ("CA" | @base64)}}' \
		"$folder/items" >/dev/null || wrong "the vault has $(<"$folder/items")"
	echo "cluster: kubeconfig-sync copied the Secret of $name"
}
