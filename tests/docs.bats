# Runs the examples of the documentation.
load lib

@test "README's examples print what it shows" {
	"$ROOT/tests/docs" "$ROOT/README.md"
}

@test "the examples of docs/ print what they show" {
	local page bad=0
	for page in "$ROOT"/docs/*.md; do
		"$ROOT/tests/docs" "$page" || bad=1
	done
	return $bad
}

@test "the man pages' examples print what they show" {
	local page bad=0
	for page in "$ROOT"/man/*.[1-8]; do
		"$ROOT/tests/docs" "$page" || bad=1
	done
	return $bad
}

@test "every program has a page with examples that names all its options" {
	local tool option
	for tool in "$BIN"/*; do
		tool=$(basename "$tool")
		[ -e "$ROOT/man/$tool.1" ] || continue # make lint names it
		grep -q '^\.Sh EXAMPLES' "$ROOT/man/$tool.1" || {
			echo "man/$tool.1 has no examples"
			return 1
		}
		for option in $("$tool" -h | grep -oE '^  -[A-Za-z0-9]' | tr -d ' -'); do
			grep -qE "^\.It Fl $option\b" "$ROOT/man/$tool.1" || {
				echo "man/$tool.1 does not explain -$option"
				return 1
			}
		done
	done
}

@test "no link of a page is broken" {
	local link
	local page
	for page in "$ROOT"/{README,CONTRIBUTING,SECURITY,NEWS}.md "$ROOT"/docs/*.md; do
		for link in $(grep -oE '\]\([^)#]+' "$page" | sed 's/.*(//' | grep -v '^https\?:'); do
			[ -e "${page%/*}/$link" ] || {
				echo "${page##*/}: no $link"
				return 1
			}
		done
	done
}

@test "the messages that docs/errors.md explains are those that bad requests get" {
	local message part n=0
	while IFS= read -r message; do
		n=$((n + 1))
		while IFS= read -r part; do
			[ -z "$part" ] || grep -qF -- "$part" "$ROOT"/examples/bad/*.err || {
				echo "no bad request gets: $part"
				return 1
			}
		done < <(sed 's/ *… */\n/g' <<<"$message")
	done < <(sed -n '/^| message/,/^$/p' "$ROOT/docs/errors.md" | cut -d'|' -f2 | grep -oE '`[^`]+`' | tr -d '`')
	[ "$n" -ge 15 ]
}

@test "the files that docs/templates.md adds make a template and a promise" {
	cp -r "$ROOT"/{pipeline.sh,promise.yaml,templates,examples} "$T"
	# A block that follows a line with only a path is the content of that file.
	awk -v into="$T" '
		/^```/ && file { if (++fence == 2) { close(file); file = ""; fence = 0 } next }
		fence == 1 { print >file; next }
		/^`[^`]*\/[^`]*`:$/ {
			file = into "/" substr($0, 2, length - 3)
			folder = file
			sub(/\/[^\/]*$/, "", folder)
			system("mkdir -p " folder)
		}' "$ROOT/docs/templates.md"
	cd "$T"
	exits 0 ./pipeline.sh examples/minimal.yaml
	[[ $output == *'motd: Welcome to sandbox, see sandbox.integratn.tech'* ]]
	exits 0 ./pipeline.sh examples/greeting.yaml
	[[ $output == *"greeting: 'Hello, world: # all of it'"* || $output == *'greeting: "Hello, world: # all of it"'* ]]
	exits 0 ./pipeline.sh -o all examples/greeting.yaml
	[ -s all/default/morning/resources/greeting.yaml ]
	grep -q '^phase: Configured$' all/default/morning/status.yaml
	PIPELINE=./pipeline.sh deleted greeting out examples/greeting.yaml
	grep -q '^phase: Deleting$' out/status.yaml
	sed 's/whom: .*/whom: nobody/' examples/greeting.yaml >nobody.yaml
	exits 1 ./pipeline.sh -c nobody.yaml
	[[ $output == *'nobody.yaml:6:9: .spec.whom: a greeting needs somebody to greet'* ]]
	printf 'platform: {signature: me}\n' | cat examples/greeting.yaml - >theirs.yaml
	exits 1 ./pipeline.sh -c theirs.yaml
	[[ $output == *'.platform.signature: belongs to the platform'* ]]
	sed -i 's/whom/whim/' examples/greeting.yaml
	exits 1 ./pipeline.sh examples/greeting.yaml
	[[ $output == *'did you mean whom?'* ]]
}

@test "docs/request.md is what make docs makes of the promise" {
	"$ROOT/docs/request.sh" "$T/request.md"
	same "$ROOT/docs/request.md" "$T/request.md"
	[ "$(grep -c '^### \.spec\.' "$T/request.md")" -ge 60 ]
}

# The kubectl commands of these pages need a platform. What they name is what is made.
@test "what the commands of docs/operating.md name is what the promises make" {
	need jq
	cd "$ROOT"
	"$ROOT/pipeline.sh" examples/prod.yaml | yaml2kv | kv2yaml -j | jq -s '.' >"$T/made"
	# is CONDITION: of NAME, the cluster's; TARGET, its namespace; all of the objects.
	is() { jq -e '(.[] | select(.kind == "ArgoCDApplication")) as $a | ($a.spec.name | ltrimstr("vcluster-")) as $NAME |
		$a.spec.destination.namespace as $TARGET |'"$1" "$T/made" >/dev/null || { echo "not so: $1"; return 1; }; }
	is 'any(.[]; .kind == "CronJob" and .metadata.name == $NAME + "-kubeconfig-sync" and .metadata.namespace == $TARGET)'
	is 'any(.[]; .kind == "Job" and (.metadata.name | startswith($NAME + "-kubeconfig-sync-")) and
		.spec.template.metadata.labels["app.kubernetes.io/component"] == "kubeconfig-sync")'
	is 'any(.[]; .kind == "ExternalSecret" and .metadata.name == $NAME + "-argocd-cluster" and .metadata.namespace == "argocd")'
	is 'any(.[]; .kind == "ExternalSecret" and .metadata.name == $NAME + "-onepassword-token" and
		.spec.target.name == "vcluster-" + $NAME + "-onepassword-token")'
	is '$a.spec.source.helm.releaseName == $NAME and $a.spec.namespace == "argocd" and $TARGET == "vcluster-" + $NAME'
	is 'any(.[]; .kind == "Namespace" and .metadata.name == $TARGET and
		(.metadata.annotations | map(.) | sort | join(" ") | test("IgnoreExtraneous.*Prune=false")))'
	is 'any(.. | strings; . == "vcluster-" + $NAME + "-kubeconfig")'
	yaml2kv promise.yaml templates/argocd-{project,application}/promise.yaml >"$T/promises"
	for plural in vclusterorchestratorv2s argocdprojects argocdapplications; do
		grep -qF ".names.plural=\"$plural\"" "$T/promises"
	done
	grep -qF '.spec.workflows.resource.configure[0].spec.containers[0].name="configure"' "$T/promises"
}
