# Completion for bash. The options are read from the output of -h.
_vcluster_orchestrator()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} options folder
	COMPREPLY=()
	if [[ $before == -P && ${1##*/} == pipeline.sh ]]; then
		folder=$(type -P -- "$1")
		folder=${folder%/*}
		[[ -d $folder/templates ]] || folder=$folder/../share/vcluster-orchestrator
		mapfile -t COMPREPLY < <(cd -- "$folder/templates" 2>/dev/null && compgen -d -- "$word")
	elif [[ $word == -* ]]; then
		options=$("$1" -h 2>/dev/null | grep -oE '(^| |\[)-[A-Za-z0-9]\b' | tr -d ' [' | sort -u)
		mapfile -t COMPREPLY < <(compgen -W "$options -h -V" -- "$word")
	fi
}
complete -o default -F _vcluster_orchestrator kubeconfig-sync kv-diff kv2yaml pipeline.sh preset-resolve \
	tmpl-render vip-calc yaml-split yaml-validate yaml2kv
