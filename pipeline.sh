#!/usr/bin/env bash
# pipeline.sh: makes the resources for any number of requests in one run of each tool.
set -euo pipefail
shopt -s nullglob lastpipe
usage='usage: pipeline.sh [-P PROMISE] [-T PROMISES] [-c | -e | -o DIR | -d DIR] FILE|DIR|-...
  -c checks, -e explains, -o writes, -d compares; without operands it serves Kratix'

log() { # STAGE MESSAGE [EXITCODE]
	printf 'level=error stage=%s request=%s msg="%s"\n' "$1" "$who" "${2//[^ !#-[\]-~]/?}" >&2
	if (($# == 3)); then exit "$3"; fi
}
settle() { # "STAGE..." EXITCODE...: sets code; 2 (machine) wins over 1 (requests)
	local stage
	for stage in $1; do
		shift
		if (($1 == 141 || $1 <= code || code > 1)); then continue; fi
		code=$1
		if [[ $action || $code != 1 ]]; then log "$stage" "$stage ended with code $1"; fi
	done
	if ((code == 0)); then exit 141; fi # our reader closed the pipe
}
choose() { # sets promise by the first request, and head to the input read so far
	local line group=$'(^|\n)\\.apiVersion=("[^"/]*)/' kind=$'(^|\n)\\.kind=("[^"]*")'
	until [[ $head =~ $group && $head =~ $kind ]]; do
		IFS= read -r line || return
		head+=$line$'\n'
	done
	kind=${BASH_REMATCH[2]}
	[[ $head =~ $group ]]
	yaml2kv -ce -- "$promises"/*/promise.yaml | grep -Fe ".spec.api.spec.names.kind=$kind #" \
		-e ".spec.api.spec.group=${BASH_REMATCH[2]}\" #" |
		sed 's,/promise\.yaml:[0-9:]*$,,; s,.*/,,' | uniq -d | read -r promise
}
configure() { # COMMAND...: prints the resources of the requests whose records it writes
	local head='' base=() crd=("$promises"/*/promise.yaml)
	"$@" | if [[ -z $promise ]] && ! choose; then
		printf %s "$head" | yaml-validate -r "${crd[@]/#/-s}" >/dev/null || settle read $?
	else
		set -- "$promises/$promise"
		if [[ -d $1/presets ]]; then base=(-p "$1/presets" -s .spec.vcluster.preset); fi
		crd=("$1"/platform.schema.yam[l])
		cat <(printf %s "$head") - | preset-resolve -ce -b "$1/base.yaml" "${base[@]}" |
		vip-calc -ce -N .platform.vipOffset | yaml-validate -re -k -s "$1/promise.yaml" \
		"${crd[@]/#/-p.platform=}" -u.spec.{name,targetNamespace,exposure.{hostname,vip}} |
		"${render[@]}" "$1"/{_,checks,configure/{resources/,"$status"}}*.tmpl |
		"${check[@]}" ||
		settle "cat preset-resolve vip-calc yaml-validate $render $check" "${PIPESTATUS[@]}"
	fi || settle yaml2kv "${PIPESTATUS[0]}"
}
delete() { # COMMAND...: prints the status for a deletion, from names in the records it writes
	local names='^\.(metadata|spec)\.[a-zA-Z]*[nN]ame(space)?="[-.a-zA-Z0-9]+"'
	local known=(name "${who#*/}" namespace "${who%/*}")
	cat <("$@" 2>/dev/null) <(printf '.metadata.%s="%s"\n' "${known[@]}") |
		grep -E "$names" | sort -st= -uk1,1 |
		tmpl-render -c "$promises/$promise"/{_*,delete/status.yaml}.tmpl ||
		settle 'cat grep sort tmpl-render' "${PIPESTATUS[@]}"
}
suspend() { # COMMAND...: if a request is wrong, suspends the workflow; the status says why
	local said
	{ said=$("$@" 2>&1 >&3 && exit "$code") || code=$?; } 3>&1
	if [[ $said ]]; then echo "$said" >&2; fi
	if ((code == 1)) && [[ $said =~ ^[^$'\n']*($'\n'[^$'\n']*){,4} ]]; then
		said=${BASH_REMATCH[0]//$'\n'/$'\n  '} code=0
		printf -- '---\n# Source: %s.yaml\n%s\nmessage: |\n  %s\n' status 'phase: Refused' \
			"$said" workflow-control 'suspend: true' "$said"$'\n# End: .'
	fi
}
compare() { # DIR COMMAND...: compares files in DIR with the resources that the command prints
	local new place dir=$1 old=() rules=("$promises/$promise"/immutable.yam[l])
	new=$("${@:2}") || code=$?
	while IFS= read -r place; do
		if [[ -d $dir/$place ]]; then old+=("$dir/$place"); fi
	done < <(echo "$new" | sed -n 's,^# Source: \(.*/resources\)/.*,\1,p' | uniq)
	kv-diff -m "${rules[@]/#/-r}" <(yaml2kv -- "${old[@]}" </dev/null) \
		<(echo "$new" | yaml2kv) || code=$?
	return "$code"
}

if [[ -L $0 ]]; then self=$(readlink -f -- "$0"); else self=$0; fi
here=${self%"${self##*/}"} here=${here#./}
export LC_ALL=C PATH=${TOOLS:+$TOOLS:}${here}build/bin:${here:-.}:$PATH
data=("$here"{,../share/vcluster-orchestrator/}template[s])
promises=${PROMISES:-${data[0]}} promise=${KRATIX_PROMISE_NAME:-} action='' code=0 modes='' status=x
who=${KRATIX_OBJECT_NAMESPACE:-default}/${KRATIX_OBJECT_NAME:-unknown}
who=${who//[^-.a-z0-9\/]/?} to=(yaml-split -xp)
render=(tmpl-render -ce -p '{{ .metadata.namespace | default "default" }}/{{ .metadata.name }}')
check=(yaml-validate -ez -k -x status.yaml -K Secret)
while getopts P:T:o:d:cehV option; do
	modes+=${option//[!ceod]/}
	case $option in
	P) promise=${promise:-$OPTARG} ;;
	T) promises=$OPTARG ;;
	c) status=status to=(yaml-split -xnv) ;;
	e) render=(awk 'BEGIN { ARGC = 1 } sub(/^#! /, "") { print >"/dev/stderr"; bad = 1; next }
		{ print } END { exit bad }') check=(cat) to=() ;;
	o) status=status to=(yaml-split -xv -- "$OPTARG") ;;
	d) to=() check=(compare "$OPTARG" "${check[@]}") ;;
	h) echo "$usage" && exit ;;
	V) exec yaml2kv -V ;;
	*) echo "$usage" >&2 && exit 2 ;;
	esac
done
shift $((OPTIND - 1))
if ((${#modes} > ($# > 0))); then echo "$usage" >&2 && exit 2; fi
if (($#)); then
	set -- configure yaml2kv -cel -- "$@"
else
	action=${KRATIX_WORKFLOW_ACTION:-} input=${KRATIX_INPUT:-/kratix/input}/object.yaml
	[[ ${KRATIX_WORKFLOW_TYPE:-}.$action.$promise =~ ^resource\.(configure|delete)\.. ]] ||
		log start 'KRATIX_WORKFLOW_{TYPE,ACTION}, KRATIX_PROMISE_NAME: not set or unknown' 2
	to=("${KRATIX_METADATA:-/kratix/metadata}" "${KRATIX_OUTPUT:-/kratix/output}")
	to=(yaml-split -xs "${to[@]}") render=(tmpl-render -ce) status=status
	set -- "$action" yaml2kv -ce -n object.yaml
	if [[ ${WORKFLOW_CONTROL:-}$1 == 1configure ]]; then set -- suspend "$@" && to[1]=-xws; fi
	exec <"$input" || log read "cannot read $input" 2
fi
[[ -z $promise || ($promise =~ ^[a-z0-9][-a-z0-9]*$ && -d $promises/$promise) ]] ||
	log start "unknown promise '$promise'; known: $(cd -- "$promises" && echo *)" 2
if ((${#to[@]} == 0)); then "$@" && exit $((code > 1 ? 2 : code)); fi
exec "${to[@]}" < <("$@" && printf '\n# Exit: %s\n' $((code > 1 ? 2 : code)))
