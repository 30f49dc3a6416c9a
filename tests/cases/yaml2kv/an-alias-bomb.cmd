{
	echo 'a: &a [x, x, x, x, x, x, x, x, x, x]'
	printf '%s: &%s [*%s, *%s, *%s, *%s, *%s, *%s, *%s, *%s, *%s, *%s]\n' \
		$(for p in ab bc cd de ef fg gh; do
			set -- "${p%?}" "${p#?}"
			echo "$2 $2 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1"
		done)
} | yaml2kv
