#!/usr/bin/env bash
# Compares yaml-validate on a folder of FILES files (2,000) with one file of the same documents:
# instructions by callgrind, which do not depend on the machine's load, and peak memory. Each line
# names its goal.
set -euo pipefail
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
PATH=$PWD/$B/bin:$PATH
files=${FILES:-2000}

for ((i = 0; i < files; i++)); do
	mkdir -p "$T/many/$((i / 100))"
	cat >"$T/many/$((i / 100))/web-$i.yaml" <<-END
		apiVersion: apps/v1
		kind: Deployment
		metadata:
		  name: web-$i
		  namespace: team-$((i % 7))
		  labels: {app: web-$i, tier: front}
		spec:
		  replicas: $((i % 5))
		  selector: {matchLabels: {app: web-$i}}
		  template:
		    metadata:
		      labels: {app: web-$i}
		    spec:
		      containers:
		        - name: web
		          image: registry.example.org/team/web:1.$i.0
		          resources:
		            requests: {cpu: 100m, memory: 128Mi}
		            limits: {cpu: 200m, memory: 256Mi}
	END
	{ [ "$i" = 0 ] || echo ---; cat "$T/many/$((i / 100))/web-$i.yaml"; } >>"$T/one.yaml"
done

# instructions ARGUMENT…: prints the number of instructions of a run of yaml-validate.
instructions()
{
	valgrind --tool=callgrind --callgrind-out-file=/dev/null yaml-validate "$@" 2>&1 >/dev/null |
		sed -n 's/.*Collected : //p'
}

# peak ARGUMENT…: prints its peak memory, in kB.
peak() { { /usr/bin/time -f %M yaml-validate "$@" >/dev/null; } 2>&1 | tail -n 1; }

printf '%-28s %13s %13s  %s\n' "$files files" 'one file, Ir' 'a folder, Ir' 'goal 1.3'
for options in '' '-k' '-k -s bench/schema.json'; do
	# shellcheck disable=SC2086
	one=$(instructions $options "$T/one.yaml") many=$(instructions $options "$T/many")
	awk -v o="yaml-validate $options" -v a="$many" -v b="$one" 'BEGIN {
		printf "%-28s %13d %13d  %5.3f %s\n", o, b, a, a / b, a <= b * 1.3 ? "met" : "MISSED" }'
done
printf '%-28s %10d kB %10d kB\n' 'peak memory, -k' "$(peak -k "$T/one.yaml")" "$(peak -k "$T/many")"
