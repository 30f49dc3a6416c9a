#!/usr/bin/env bash
# pipeline.sh: makes the resources for any number of requests in one run of each tool.
set -euo pipefail
shopt -s nullglob lastpipe
usage='usage: pipeline.sh [-P PROMISE] [-T PROMISES] [-c | -e | -o DIR | -d DIR] FILE|DIR|-...
  prints resources; -c checks, -e explains, -o writes, -d compares; without operands serves Kratix'
log() { # STAGE MESSAGE [EXITCODE]: without a name from Kratix, the request's own name is logged
	[[ $request != */unknown || ! $input ]] || request=$(yaml2kv -1 -e "$input" 2>/dev/null |
		tmpl-render -t <(echo "$name") 2>/dev/null | grep .) || request=default/unknown
	printf 'level=error stage=%s request=%s msg="%s"\n' "$1" \
		"${request//[^-.a-z0-9\/]/?}" "${2//[^ !#-[\]-~]/?}" >&2
	if (($# == 3)); then exit "$3"; fi
}
settle() { # "STAGE..." EXITCODE...: sets code; 2 (machine) wins over 1 (requests)
	for stage in $1; do
		shift
		if (($1 == 141 || $1 <= code || code > 1)); then continue; fi
		code=$1
		if [[ $action || $code != 1 ]]; then log "$stage" "$stage ended with code $1"; fi
	done
	if ((code == 0)); then exit 141; fi # our reader closed the pipe
}
configure() { # COMMAND...: prints the resources of the requests whose records COMMAND writes
	if [[ $promise ]]; then
		schemas=("$promises/$promise/promise.yaml")
		"$@" | render || settle yaml2kv "${PIPESTATUS[0]}"
	else
		"$@" | yaml-validate -r -w "${schemas[@]/#/-s}" 2>/dev/null | { # render checks too
			read -r _ _ schema
			if [[ $schema ]]; then schemas=("$schema"); fi
			render
		} || settle 'yaml2kv yaml-validate' "${PIPESTATUS[@]}"
	fi
}
render() { # prints what the promise of the first schema makes of the records on standard input
	local in=${schemas[0]%/*} presets=() platform=() unique=()
	local templates=(/dev/null "$in"/{_,checks,configure/resources/}*.tmpl) # may be empty
	if [[ $with_status ]]; then templates+=("$in"/configure/status*.tmpl); fi
	if [[ -d $in/presets ]]; then presets=(-p "$in/presets" -s .spec.vcluster.preset); fi
	[[ ! -e $in/platform.schema.yaml ]] || platform=(-p ".platform=$in/platform.schema.yaml")
	if [[ -e $in/unique ]]; then mapfile -t unique <"$in/unique"; fi
	preset-resolve -ceb "$in/base.yaml" "${presets[@]}" | vip-calc -ce -N .platform.vipOffset |
		yaml-validate -r -e -z -k -a 'one run serves one promise; -P or -T chooses' \
			"${schemas[@]/#/-s}" "${platform[@]}" "${unique[@]/#/-u}" |
		"${render[@]}" "${templates[@]}" | "${check[@]}" ||
		settle "preset-resolve vip-calc yaml-validate $render $check" "${PIPESTATUS[@]}"
}
explain() { # prints records, and their findings on standard error
	awk '{ if (sub(/^#! /, "")) { print >"/dev/stderr"; bad = 1 } else print } END { exit bad }'
}
compare() { # DIR COMMAND...: compares files in DIR with the resources that COMMAND prints
	local new have place old=() rules=("${schemas[0]%/*}"/immutable*.yaml) # may be empty
	new=$("${@:2}") || code=$?
	while IFS= read -r place; do
		if [[ -d $1/$place || ! -d $1 ]]; then old+=("$1/$place"); fi
	done < <(echo "$new" | sed -n 's,^# Source: \(.*/resources\)/.*,\1,p' | uniq)
	have=$(yaml2kv -- "${old[@]}" </dev/null) || return 2
	kv-diff -m "${rules[@]/#/-r}" <(echo "$have") <(echo "$new" | yaml2kv)
}
delete() { # COMMAND...: prints the status of a deletion, from names in the records of COMMAND
	cat <("$@" 2>/dev/null) <(printf '.metadata.%s="%s"\n' name "${request#*/}" \
		namespace "${request%/*}") |
		grep -E '^\.(metadata|spec)\.[a-zA-Z]*[nN]ame(space)?="[-.a-zA-Z0-9]+"' |
		sort -st= -uk1,1 | tmpl-render -c "$promises/$promise"/{_*,delete/status*}.tmpl |
		"${check[@]}" || settle "cat grep sort tmpl-render $check" "${PIPESTATUS[@]}"
}
suspend() { # COMMAND...: suspends the workflow if COMMAND refuses the request; the status says why
	local found
	{ found=$("$@" 2>&1 >&3 && exit "$code") || code=$?; } 3>&1
	if [[ $found ]]; then echo "$found" >&2; fi
	if [[ $code != 1 || -z $found ]]; then return; fi
	found=$(echo "$found" | sed -n '/^level=/d; 1,5s/^/  /p') code=0
	printf -- '---\n# Source: %s.yaml\n%s\nmessage: |\n%s\n' status 'phase: Refused' "$found" \
		workflow-control 'suspend: true' "$found"$'\n# End: .'
}
if [[ -L $0 ]]; then self=$(readlink -f -- "$0"); else self=$0; fi
here=${self%"${self##*/}"} here=${here#./}
export LC_ALL=C PATH=${TOOLS:+$TOOLS:}${here}build/bin:${here:-.}:$PATH
promises=${here}templates promise=${KRATIX_PROMISE_NAME:-}
if [[ ! -d $promises ]]; then promises=${here}../share/vcluster-orchestrator/templates; fi
promises=${PROMISES:-$promises} modes='' action='' input='' with_status='' code=0
request=${KRATIX_OBJECT_NAMESPACE:-default}/${KRATIX_OBJECT_NAME:-unknown}
name='{{ .metadata.namespace | default "default" }}/{{ .metadata.name }}' split=(yaml-split -x -p)
render=(tmpl-render -c -e -p "$name") check=(yaml-validate -e -z -k -x status.yaml -K Secret)
while getopts P:T:o:d:cehV-: option; do
	modes+=${option//[!ceod]/}
	case ${option/-/--${OPTARG:-}} in
	P) promise=${promise:-$OPTARG} ;;
	T) promises=$OPTARG ;;
	c) with_status=1 split=(yaml-split -x -n -v) ;;
	e) render=(explain) check=(awk 1) split=() ;;
	o) with_status=1 split=(yaml-split -x -v -- "$OPTARG") ;;
	d) check=(compare "$OPTARG" "${check[@]}") split=() ;;
	h | --help) echo "$usage" && exit ;;
	V | --version) exec yaml2kv -V ;;
	*) echo "$usage" >&2 && exit 2 ;;
	esac
done
shift $((OPTIND - 1))
if ((${#modes} > ($# > 0))); then echo "$usage" >&2 && exit 2; fi
if (($#)); then
	set -- configure yaml2kv -c -e -l -- "$@"
else
	action=${KRATIX_WORKFLOW_ACTION:-not set} type=${KRATIX_WORKFLOW_TYPE:-not set}
	input=${KRATIX_INPUT:-/kratix/input}/object.yaml
	[[ $type == resource ]] || log start "KRATIX_WORKFLOW_TYPE is $type; allowed: resource" 2
	[[ $action == @(configure|delete) ]] ||
		log start "KRATIX_WORKFLOW_ACTION is $action; allowed: configure, delete" 2
	set -- "$action" yaml2kv -1 -c -e -n object.yaml
	with_status=1 render=(tmpl-render -ce) promise=${promise:-(KRATIX_PROMISE_NAME is not set)}
	split=(yaml-split -x -s "${KRATIX_METADATA:-/kratix/metadata}")
	if [[ ${WORKFLOW_CONTROL:-}$1 == 1configure ]]; then set -- suspend "$@" && split+=(-w); fi
	split+=(-- "${KRATIX_OUTPUT:-/kratix/output}")
	exec <"$input" || log read "cannot read $input" 2
fi
schemas=("$promises"/*/promise.yaml) all=("${schemas[@]%/*}")
[[ ${schemas[*]} && (-z $promise$action || $promise =~ ^[a-z0-9-]+$ && -d $promises/$promise) ]] ||
	log start "no promise${promise:+ $promise} in $promises${all[*]:+; known: ${all[*]##*/}}" 2
if ((${#split[@]} == 0)); then "$@" && exit $((code > 1 ? 2 : code)); fi
exec "${split[@]}" < <("$@" && printf '\n# Exit: %s\n' $((code > 1 ? 2 : code)))
