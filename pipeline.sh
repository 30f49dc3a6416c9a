#!/usr/bin/env bash
# pipeline.sh: from a request to its resources.
#
#   yaml-validate the request against its promise's CRD     every mistake at once
#   yaml2kv | preset-resolve | vip-calc | tmpl-render       into a stage, all or nothing
#   yaml-validate the stage                                 Kubernetes objects, no Secret
#   rename the stage to resources, then write status.yaml   nothing half-published
#
# A promise is a folder of data, templates/PROMISE/, with promise.yaml (its CRD), base.yaml, presets/,
# checks.tmpl, configure/resources/, configure/status.yaml.tmpl, delete/status.yaml.tmpl, _*.tmpl.
# The contract with Kratix is in pipeline.sh(1).
set -euo pipefail
shopt -s nullglob
export LC_ALL=C

usage='usage: pipeline.sh [-P PROMISE] -n FILE...
       pipeline.sh [-P PROMISE] -o DIR FILE...
       pipeline.sh
  -n  print the resources that the requests give
  -o  write DIR/resources and DIR/status.yaml; of several FILEs, below DIR/NAMESPACE/NAME
  -P  the promise, instead of the one that serves the kind of the request
  without FILE: serve Kratix, as KRATIX_WORKFLOW_ACTION, KRATIX_WORKFLOW_TYPE and
  KRATIX_PROMISE_NAME say'

request=-/- output='' metadata='' stage=''

log() { # LEVEL STAGE MESSAGE
	local text=${3//\\/\\\\}
	text=${text//\"/\\\"}
	printf 'level=%s stage=%s request=%s msg="%s"\n' "$1" "$2" "$request" "${text//[^ -~]/?}" >&2
}

fail() { # EXITCODE STAGE MESSAGE
	log error "$2" "$3"
	exit "$1"
}

# Ends the run in the name of the first stage of a pipe that failed, but not by a broken pipe only.
blame() { # "STAGE..." EXITCODE...
	local name culprit='' code=0
	for name in $1; do
		shift
		if (($1 != 0 && (code == 0 || code == 141))); then culprit=$name code=$1; fi
	done
	if ((code == 141)); then exit 141; fi # who reads our output has enough
	fail $((code == 1 ? 1 : 2)) "$culprit" "$culprit ended with exit code $code"
}

# What an earlier run or a failed one left: neither resources nor status may stay.
clean() {
	local file left=()
	for file in ${output:+"$stage" "$output/resources"} \
		${metadata:+"$metadata/.status.yaml" "$metadata/status.yaml"}; do
		if [[ -e $file || -L $file ]]; then left+=("$file"); fi
	done
	if ((${#left[@]})); then rm -rf -- "${left[@]}"; fi
}

# Sets kv, the records of FILE, and yaml2kv, that tool's exit code. Its messages are left to
# yaml-validate, which reports all mistakes. Where FILE is no YAML, kv has the names found in it.
read_request() { # FILE
	local line section=''
	[[ -f $1 && -r $1 ]] || fail 2 read "cannot read \"$1\": not a file, or not readable"
	yaml2kv=0
	kv=$(exec yaml2kv -c -- "$1" 2>/dev/null) || yaml2kv=$?
	if ((yaml2kv == 0)) || [[ $kv ]]; then return; fi
	while IFS= read -r line; do
		if [[ $line =~ ^([a-z]+): ]]; then section=${BASH_REMATCH[1]}; fi
		if [[ $line =~ ^\ \ (name|namespace):\ +[\"\']?([-.a-zA-Z0-9]+) ]]; then
			kv+=.$section.${BASH_REMATCH[1]}=\"${BASH_REMATCH[2]}\"$'\n'
		fi
	done <"$1"
}

# Sets id[PATH] to each name in kv, if it has the form of one, and documents to their number.
identify() {
	local - IFS=$'\n' line path='kind|metadata\.name|metadata\.namespace|spec\.[A-Za-z]*[nN]ame(space)?'
	local record="^\.($path)=\"([a-zA-Z0-9]([-.a-zA-Z0-9]*[a-zA-Z0-9])?)\""
	unset id
	declare -gA id=()
	documents=$((${#kv} > 0))
	set -f
	for line in $kv; do
		if [[ $line == --- ]]; then documents=$((documents + 1)); fi
		if [[ $line =~ $record ]]; then : "${id[${BASH_REMATCH[1]}]:=${BASH_REMATCH[3]}}"; fi
	done
	: "${id[metadata.namespace]:=default}" "${id[metadata.name]:=unknown}"
	request=${id[metadata.namespace]}/${id[metadata.name]}
}

# A promise is one that has a folder; its name is never a path.
known() { # PROMISE
	[[ $1 =~ ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$ && -d $data/templates/$1 ]] ||
		fail 2 start "unknown promise \"$1\"; known: $(cd "$data/templates" && echo *)"
}

# Goes to the promise's folder, so that messages name its files shortly, and sets base, the options
# of preset-resolve.
enter() { # PROMISE
	known "$1"
	cd "$data/templates/$1"
	base=(-b base.yaml)
	if [[ -d presets ]]; then base+=(-p presets -s .spec.vcluster.preset); fi
}

# Prints the name of the promise that serves KIND, nothing if none does.
promise_of() { # KIND
	local file
	file=$(grep -lx " *kind: $1" "$data"/templates/*/promise.yaml) || return 0
	file=${file%/promise.yaml}
	printf '%s' "${file##*/}"
}

# Leaves in kv a request that its promise's CRD accepts, and stands in the promise's folder.
accept() { # FILE
	local crds=() file
	for file in "$data"/templates/${promise:-*}/promise.yaml; do crds+=(-s "$file"); done
	read_request "$1"
	identify
	yaml-validate -kz "${crds[@]}" -- "$1" >&2 || blame yaml-validate $?
	if ((yaml2kv)); then
		yaml2kv -c -- "$1" >/dev/null || yaml2kv=$?
		blame yaml2kv "$yaml2kv"
	fi
	((documents == 1)) || fail 1 read "\"$1\" has $documents documents, a request is exactly one"
	enter "${promise:-$(promise_of "${id[kind]:-}")}"
}

print() { # FILE
	accept "$1"
	printf '%s\n' "$kv" | preset-resolve -c "${base[@]}" | vip-calc -c |
		tmpl-render _*.tmpl checks*.tmpl configure/resources/*.tmpl | yaml-validate -kz -K Secret ||
		blame 'read preset-resolve vip-calc tmpl-render yaml-validate' "${PIPESTATUS[@]}"
}

configure() { # FILE
	accept "$1"
	mkdir -p -- "$stage" || fail 2 stage 'cannot make the stage'
	printf '%s\n' "$kv" | preset-resolve -c "${base[@]}" | vip-calc -c |
		tmpl-render -d "$stage" _*.tmpl checks*.tmpl configure/resources/*.tmpl \
			configure/status.yaml.tmpl ||
		blame 'read preset-resolve vip-calc tmpl-render' "${PIPESTATUS[@]}"
	mv -- "$stage/status.yaml" "$metadata/.status.yaml" || fail 2 status 'cannot write the status'
	yaml-validate -k -K Secret -- "$stage" >&2 || blame yaml-validate $?
	mv -- "$stage" "$output/resources" || fail 2 publish 'cannot rename the stage to resources'
	mv -- "$metadata/.status.yaml" "$metadata/status.yaml" || fail 2 status 'cannot write the status'
	log info publish "wrote $output/resources and $metadata/status.yaml"
}

# Nothing that stands in a request may block its deletion: of it only names are used, and no default,
# which might refer to what is not there.
delete() { # FILE
	local path names=()
	read_request "$1"
	identify
	: "${id[spec.name]:=${id[metadata.name]}}"
	for path in "${!id[@]}"; do names+=(".$path=\"${id[$path]}\""); done
	enter "${promise:-$(promise_of "${id[kind]:-}")}"
	printf '%s\n' "${names[@]}" | tmpl-render _*.tmpl delete/status.yaml.tmpl >"$metadata/.status.yaml" ||
		blame 'read tmpl-render' "${PIPESTATUS[@]}"
	mv -- "$metadata/.status.yaml" "$metadata/status.yaml" || fail 2 status 'cannot write the status'
	log info status "wrote $metadata/status.yaml"
}

# Sets output and metadata: DIR, or below it for one of several FILEs.
place() { # DIR [FILE]
	output=$1
	if (($# == 2)); then
		read_request "$2"
		identify
		output=$1/$request
		[[ -z ${placed[$request]:-} ]] || fail 1 start "in \"${placed[$request]}\" and in \"$2\""
		placed[$request]=$2
	fi
	metadata=$output
}

serve() { # ACTION FILE
	if [[ $output ]]; then
		[[ $output == /* ]] || output=$home/$output
		[[ $metadata == /* ]] || metadata=$home/$metadata
		stage=$output/.stage
		[[ -d $output && -d $metadata ]] || mkdir -p -- "$output" "$metadata" ||
			fail 2 start 'cannot make the folders of the output'
		clean || fail 2 start 'cannot remove what an earlier run left'
		trap 'if (($?)); then clean; fi' EXIT
	fi
	"$1" "$2"
	trap - EXIT
	cd -- "$home"
}

kratix() {
	local name
	for name in KRATIX_WORKFLOW_ACTION KRATIX_WORKFLOW_TYPE KRATIX_PROMISE_NAME; do
		[[ ${!name:-} ]] || fail 2 start "$name is not set; pipeline.sh -h tells how to run by hand"
	done
	[[ $KRATIX_WORKFLOW_TYPE == resource ]] ||
		fail 2 start "unknown workflow type \"$KRATIX_WORKFLOW_TYPE\"; known: resource"
	output=${KRATIX_OUTPUT:-/kratix/output} metadata=${KRATIX_METADATA:-/kratix/metadata}
	cd -- "${KRATIX_INPUT:-/kratix/input}" || fail 2 start 'cannot enter the folder of the input'
	serve "$action" object.yaml
}

by_hand() { # FILE...
	local file several=()
	local -A placed=()
	for file; do
		if [[ $dir ]]; then
			if (($# > 1)); then several=("$file"); fi
			place "$dir" "${several[@]}"
			serve "$action" "$file"
		else
			if [[ $file != "$1" ]]; then echo ---; fi
			serve print "$file"
		fi
	done
}

home=$PWD
self=$0
if [[ -L $self ]]; then self=$(readlink -f -- "$self"); fi
case $self in /*) data=${self%/*} ;; */*) data=$PWD/${self%/*} ;; *) data=$PWD ;; esac
PATH=${TOOLS:+$TOOLS:}$data/build/bin:$data:$PATH
[[ -d $data/templates ]] || data=$data/../share/vcluster-orchestrator

promise='' dir='' print=''
while getopts P:no:hV option; do
	case $option in
	P) promise=$OPTARG ;;
	n) print=1 ;;
	o) dir=$OPTARG ;;
	h) echo "$usage" && exit ;;
	V) exec yaml2kv -V ;;
	*) echo "$usage" >&2 && exit 2 ;;
	esac
done
shift $((OPTIND - 1))
promise=${KRATIX_PROMISE_NAME:-$promise} action=${KRATIX_WORKFLOW_ACTION:-configure}
case $action in
configure | delete) ;;
*) fail 2 start "unknown action \"$action\"; known: configure, delete" ;;
esac
[[ -z $promise ]] || known "$promise"
case $#,$print,$dir in
0,,) kratix ;;
0,* | *,,) echo "$usage" >&2 && exit 2 ;;
*,1,?*) echo "$usage" >&2 && exit 2 ;;
*) by_hand "$@" ;;
esac
