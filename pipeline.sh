#!/usr/bin/env bash
# pipeline.sh: makes the resources for any number of requests in one run of each tool.
set -euo pipefail
shopt -s nullglob lastpipe
usage='usage: pipeline.sh [-P PROMISE] [-T PROMISES] [-c | -e | -o DIR | -d DIR] FILE|DIR|-...
  prints resources; -c checks, -e explains, -o writes, -d compares; without operands serves Kratix'
log() { # STAGE MESSAGE [EXITCODE]: without a name from Kratix, the request's own name is logged
	[[ $who != */unknown || ! $input ]] || who=$(yaml2kv "$input" 2>/dev/null |
		tmpl-render -t <(echo "$names") 2>/dev/null) || who=default/unknown
	printf 'level=error stage=%s request=%s msg="%s"\n' "$1" "${who//[^-.a-z0-9\/]/?}" \
		"${2//[^ !#-[\]-~]/?}" >&2
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
choose() { # sets promise to the one that serves the first request, head to the records read for it
	local line group='' kind='' served
	served=$(yaml2kv -ce -- "${schemas[@]}" | awk -F '[/"]' '
		/^\.spec\.api\.spec\.group="/ { group[$(NF - 1)] = $2 }
		/^\.spec\.api\.spec\.names\.kind="/ { kind[$(NF - 1)] = $2 }
		END { for (name in kind) print "/" kind[name] "." group[name] "=" name "/" }')
	while [[ -z $promise ]] && IFS= read -r line; do
		head+=$line$'\n'
		if [[ $line =~ ^\.apiVersion=\"([^\"/]*)/ ]]; then group=${BASH_REMATCH[1]}; fi
		if [[ $line =~ ^\.kind=\"([^\"]*) ]]; then kind=${BASH_REMATCH[1]}; fi
		if [[ $served =~ "/$kind.$group="([^/]*) ]]; then promise=${BASH_REMATCH[1]}; fi
	done
}
configure() { # COMMAND...: prints the resources of the requests whose records COMMAND writes
	"$@" | {
		if [[ -z $promise ]]; then choose; fi
		if [[ $promise ]]; then schemas=("$promises/$promise/promise.yaml"); fi
		cat <(printf %s "$head") - | resolve "${schemas[0]%/*}"
	} || settle yaml2kv "${PIPESTATUS[0]}"
}
resolve() { # DIR: prints what the promise in DIR makes of the records on standard input
	local presets=() platform=() unique=() hint='one run serves one promise; -P or -T chooses'
	if [[ -d $1/presets ]]; then presets=(-p "$1/presets" -s .spec.vcluster.preset); fi
	if [[ -e $1/platform.schema.yaml ]]; then platform=(-p ".platform=$1/platform.schema.yaml"); fi
	if [[ -e $1/unique ]]; then mapfile -t unique <"$1/unique"; fi
	preset-resolve -ce -b "$1/base.yaml" "${presets[@]}" | vip-calc -ce -N .platform.vipOffset |
		yaml-validate -re -k "${schemas[@]/#/-s}" -a "$hint" "${platform[@]}" "${unique[@]/#/-u}" |
		"${render[@]}" "$1"/{_,checks,configure/{resources/,"$status"}}*.tmpl /dev/null | "${check[@]}" ||
		settle "preset-resolve vip-calc yaml-validate $render $check" "${PIPESTATUS[@]}"
}
delete() { # COMMAND...: prints the status of a deletion, from names in the records of COMMAND
	cat <("$@" 2>/dev/null) <(printf '.metadata.%s="%s"\n' name "${who#*/}" namespace "${who%/*}") |
		grep -E '^\.(metadata|spec)\.[a-zA-Z]*[nN]ame(space)?="[-.a-zA-Z0-9]+"' |
		sort -st= -uk1,1 | tmpl-render -c "$promises/$promise"/{_*,delete/status.yaml}.tmpl ||
		settle 'cat grep sort tmpl-render' "${PIPESTATUS[@]}"
}
suspend() { # COMMAND...: if it refuses the request, suspends the workflow; the status says why
	local said
	{ said=$("$@" 2>&1 >&3 && exit "$code") || code=$?; } 3>&1
	if [[ $said ]]; then echo "$said" >&2; fi
	if [[ $code != 1 || -z $said ]]; then return; fi
	said=$(echo "$said" | sed -n '1,5s/^/  /p') code=0
	printf -- '---\n# Source: %s.yaml\n%s\nmessage: |\n%s\n' status 'phase: Refused' "$said" \
		workflow-control 'suspend: true' "$said"$'\n# End: .'
}
compare() { # DIR COMMAND...: compares files in DIR with the resources that the command prints
	local new place old=() rules=("$promises/$promise"/immutable.yam[l])
	new=$("${@:2}") || code=$?
	while IFS= read -r place; do
		if [[ -d $1/$place ]]; then old+=("$1/$place"); fi
	done < <(echo "$new" | sed -n 's,^# Source: \(.*/resources\)/.*,\1,p' | uniq)
	kv-diff -m "${rules[@]/#/-r}" <(yaml2kv -- "${old[@]}" </dev/null) <(echo "$new" | yaml2kv)
}

if [[ -L $0 ]]; then self=$(readlink -f -- "$0"); else self=$0; fi
here=${self%"${self##*/}"} here=${here#./}
export LC_ALL=C PATH=${TOOLS:+$TOOLS:}${here}build/bin:${here:-.}:$PATH
data=("$here"{,../share/vcluster-orchestrator/}template[s])
promises=${PROMISES:-${data[0]}} promise=${KRATIX_PROMISE_NAME:-} action='' input='' code=0
who=${KRATIX_OBJECT_NAMESPACE:-default}/${KRATIX_OBJECT_NAME:-unknown} to=(yaml-split -xp) status=x
modes='' head='' names='{{ .metadata.namespace | default "default" }}/{{ .metadata.name }}'
render=(tmpl-render -ce -p "$names") check=(yaml-validate -ez -k -x status.yaml -K Secret)
while getopts P:T:o:d:cehV-: option; do
	modes+=${option//[!ceod]/}
	case ${option/-/--${OPTARG:-}} in
	P) promise=${promise:-$OPTARG} ;;
	T) promises=$OPTARG ;;
	c) status=status to=(yaml-split -xnv) ;;
	e) render=(awk 'BEGIN { ARGC = 1 } sub(/^#! /, "") { print >"/dev/stderr"; bad = 1; next }
		{ print } END { exit bad }') check=(awk 1) to=() ;;
	o) status=status to=(yaml-split -xv -- "$OPTARG") ;;
	d) to=() check=(compare "$OPTARG" "${check[@]}") ;;
	h | --help) echo "$usage" && exit ;;
	V | --version) exec yaml2kv -V ;;
	*) echo "$usage" >&2 && exit 2 ;;
	esac
done
shift $((OPTIND - 1))
if ((${#modes} > ($# > 0))); then echo "$usage" >&2 && exit 2; fi
if (($#)); then
	for file; do
		if [[ $file != - && ! -r $file ]]; then log start "cannot read $file" 2; fi
	done
	set -- configure yaml2kv -cel -- "$@"
else
	action=${KRATIX_WORKFLOW_ACTION:-} input=${KRATIX_INPUT:-/kratix/input}/object.yaml
	[[ ${KRATIX_WORKFLOW_TYPE:-} == resource ]] ||
		log start "KRATIX_WORKFLOW_TYPE is ${KRATIX_WORKFLOW_TYPE:-not set}; allowed: resource" 2
	[[ $action == @(configure|delete) ]] ||
		log start "KRATIX_WORKFLOW_ACTION is ${action:-not set}; allowed: configure, delete" 2
	to=(yaml-split -xs "${KRATIX_METADATA:-/kratix/metadata}" "${KRATIX_OUTPUT:-/kratix/output}")
	render=(tmpl-render -ce) status=status
	set -- "$action" yaml2kv -1ce -n object.yaml
	if [[ ${WORKFLOW_CONTROL:-}$1 == 1configure ]]; then set -- suspend "$@" && to[1]=-xws; fi
	exec <"$input" || log read "cannot read $input" 2
fi
schemas=("$promises"/*/promise.yaml)
[[ ${schemas[*]} && (-z $promise$action || $promise =~ ^[a-z0-9-]+$ && -d $promises/$promise) ]] ||
	log start "no promise '$promise' in $promises; known: $(cd -- "$promises" 2>&- && echo *)" 2
if ((${#to[@]} == 0)); then "$@" && exit $((code > 1 ? 2 : code)); fi
exec "${to[@]}" < <("$@" && printf '\n# Exit: %s\n' $((code > 1 ? 2 : code)))
