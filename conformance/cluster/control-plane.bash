# A Kubernetes control plane on loopback: etcd, kube-apiserver and kube-controller-manager. There are no nodes, so pods
# are made, but do not run.
#
# start sets these, and KUBECONFIG for kubectl:
#   server   the API server's URL      $control/token   the token of a user who may do everything
#   control  the folder of its files   $control/tls/apiserver.crt   whom to trust
# shellcheck disable=SC2154 # conformance/cluster.sh sets the variables
control=$work/control
declare -A packages=(
	[etcd]=go.etcd.io/etcd/server/v3
	[kube-apiserver]=k8s.io/kubernetes/cmd/kube-apiserver
	[kube-controller-manager]=k8s.io/kubernetes/cmd/kube-controller-manager
	[kubectl]=k8s.io/kubernetes/cmd/kubectl
)
children=()

# programs: puts the four programs on PATH: those that are installed, else builds of Go modules. Fails if one
# is missing and cannot be built.
programs()
{
	local name folder=$B/conformance/control-plane
	PATH=$folder:$PATH
	for name in openssl curl jq; do
		command -v "$name" >/dev/null || { echo "cluster: skipped: $name is not installed"; return 1; }
	done
	for name in "${!packages[@]}"; do
		command -v "$name" >/dev/null && continue
		command -v go >/dev/null || { echo "cluster: skipped: $name is not installed, nor is Go, to build it"; return 1; }
		echo "cluster: building $name" >&2
		mkdir -p "$folder"
		# The API server has no version unless the linker sets one.
		(cd conformance/cluster && go build -p 2 -o "$folder/$name" \
			-ldflags "-s -w -X k8s.io/component-base/version.gitVersion=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)" \
			"${packages[$name]}") || { echo "cluster: skipped: cannot build $name"; return 1; }
	done
}

# free_port: prints a port of loopback that nobody uses.
free_port()
{
	local port
	while port=$((20000 + RANDOM % 20000)) && (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
	echo "$port"
}

# child NAME ARGUMENT…: starts a program in the background with its messages in a file.
child()
{
	"$@" >"$control/$1.log" 2>&1 &
	children+=($!)
}

# wait_for SECONDS COMMAND…: repeats the command until it succeeds.
wait_for()
{
	local end=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		((SECONDS < end)) || { echo "cluster: not within the time: $*" >&2; return 1; }
		sleep 0.2
	done
}

start()
{
	local store peers
	mkdir -p "$control/tls"
	openssl genrsa -out "$control/accounts.key" 2048 2>/dev/null
	openssl rand -hex 16 >"$control/token"
	printf '%s,admin,admin,"system:masters"\n' "$(<"$control/token")" >"$control/tokens"
	store=http://127.0.0.1:$(free_port)
	peers=http://127.0.0.1:$(free_port)
	server=https://127.0.0.1:$(free_port)
	child etcd --data-dir "$control/etcd" --unsafe-no-fsync --listen-client-urls "$store" --advertise-client-urls "$store" \
		--listen-peer-urls "$peers" --initial-advertise-peer-urls "$peers" --initial-cluster "default=$peers"
	child kube-apiserver --etcd-servers "$store" --cert-dir "$control/tls" --bind-address 127.0.0.1 \
		--advertise-address 127.0.0.1 --secure-port "${server##*:}" --endpoint-reconciler-type none \
		--service-account-key-file "$control/accounts.key" --service-account-signing-key-file "$control/accounts.key" \
		--service-account-issuer "$server" --token-auth-file "$control/tokens" --authorization-mode RBAC \
		--service-cluster-ip-range 10.96.0.0/16,fd00:96::/112
	wait_for 60 test -s "$control/tls/apiserver.crt"
	export KUBECONFIG=$control/kubeconfig
	kubectl config set-cluster here --server "$server" --certificate-authority "$control/tls/apiserver.crt"
	kubectl config set-credentials admin --token "$(<"$control/token")"
	kubectl config set-context here --cluster here --user admin
	kubectl config use-context here
	wait_for 120 kubectl get --raw /readyz
	child kube-controller-manager --kubeconfig "$KUBECONFIG" --leader-elect=false --secure-port 0 \
		--resource-quota-sync-period 10s \
		--root-ca-file "$control/tls/apiserver.crt" --service-account-private-key-file "$control/accounts.key"
	wait_for 60 kubectl get serviceaccount -n default default
} >&2

stop()
{
	[ ${#children[@]} = 0 ] || kill "${children[@]}" 2>/dev/null || :
	wait
}
