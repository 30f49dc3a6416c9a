{
	echo '- &a0 [x]'
	for i in $(seq 200); do echo "- &a$i [*a$((i - 1))]"; done
} | yaml2kv
