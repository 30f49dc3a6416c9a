# For the tests of kubeconfig-sync: a server on loopback (stub-vault.py) that imitates the
# Kubernetes API and 1Password Connect, with faults on demand. Each test runs in the server's folder
# and finds it in its initial state. bats sets status, output and lines; the tests use the variables set here.
# shellcheck disable=SC2034,SC2154

# One server serves all tests, in the folder in which they run.
setup_file()
{
	need python3 curl jq
	mkdir "$BATS_FILE_TMPDIR/vault"
	serve "$BATS_FILE_TMPDIR/vault"
	for with in token certificate nothing; do
		make_secret $with >"$BATS_FILE_TMPDIR/$with"
	done
}

setup()
{
	cd "$BATS_FILE_TMPDIR/vault" || return
	find . -mindepth 1 ! -name port -delete
	mkdir kube
	echo kube-token-0123456789abcdef >kube/token
	echo connect-token-0123456789abcdef >connect-token
	secret_with token >secret
	CONNECT_URL=http://127.0.0.1:$(<port)
	export CONNECT_URL KUBE_API=$CONNECT_URL/
	export VAULT=homelab ITEM=vcluster-media-kubeconfig ARGOCD_NAME=media
	export SECRET_NAME=vc-media SECRET_NAMESPACE=vcluster-media
	export API_URL=https://media.example.org:8443
	export SERVICEACCOUNT=$PWD/kube CONNECT_TOKEN_FILE=$PWD/connect-token
	export DEADLINE=90 REQUEST_TIMEOUT=15 RETRY_BASE=10
	stub=''
}

teardown()
{
	[ -z "$stub" ] || kill "$stub" 2>/dev/null || :
}

teardown_file()
{
	[ -z "${stub-}" ] || kill "$stub"
}

# secret_with token|certificate|nothing: prints the Secret that vcluster writes.
secret_with()
{
	cat "$BATS_FILE_TMPDIR/$1"
}

make_secret()
{
	local user="token: vcluster-token-0123456789" token='' cert='' key=''
	case $1 in
	token) token=vcluster-token-0123456789 ;;
	certificate)
		user='client-certificate-data: Y2VydA==, client-key-data: a2V5LTAxMjM0NTY3ODk='
		cert=$'-----BEGIN CERTIFICATE-----\nY2VydA==\n-----END CERTIFICATE-----\n'
		key=$'-----BEGIN EC PRIVATE KEY-----\na2V5LTAxMjM0NTY3ODk=\n-----END EC PRIVATE KEY-----\n'
		;;
	esac
	jq -n --arg config "apiVersion: v1
kind: Config
current-context: my-vcluster
clusters:
- name: my-vcluster
  cluster: {server: 'https://localhost:8443', certificate-authority-data: Y2E=}
contexts:
- name: my-vcluster
  context: {cluster: my-vcluster, user: my-vcluster}
users:
- name: my-vcluster
  user: {$user}
" --arg token "$token" --arg cert "$cert" --arg key "$key" '{apiVersion: "v1", kind: "Secret",
		metadata: {name: "vc-media"}, data: ({config: $config, token: $token, "client-key": $key,
			"client-certificate": $cert, "certificate-authority": "-----CA-----\n"}
			| map_values(@base64))}'
}

# field LABEL: prints the value of the field in the vault's only item.
field()
{
	jq -er --arg of "$1" 'if length == 1 then .[0].fields else error end
		| map(select(.label == $of)) | if length == 1 then .[0].value else error end' items
}

# complete: checks that the vault has one item with each of the expected fields once.
complete()
{
	jq -e --arg api "$API_URL" 'length == 1 and (.[0].fields
		| (map({key: .label, value: .value}) | from_entries) as $of
		| (map(.label) | length == (unique | length))
		and $of["argocd-name"] == "media" and $of["argocd-server"] == $api
		and ($of.kubeconfig | fromjson | .clusters[0].cluster.server == $api)
		and ($of["argocd-config"] | fromjson.tlsClientConfig.caData | @base64d == "-----CA-----\n"))' \
		items >/dev/null
}

# fails STATUS MESSAGE: checks that the run exits with STATUS, ends with MESSAGE and writes nothing.
fails()
{
	exits "$1" kubeconfig-sync
	[[ ${lines[-1]} == "kubeconfig-sync: "$2 ]] || {
		printf 'wanted: kubeconfig-sync: %s\ngot: %s\n' "$2" "$output"
		return 1
	}
	[ ! -e items ]
}
