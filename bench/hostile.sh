#!/usr/bin/env bash
# Reads streams that would cost a careless reader much time or memory (tests/hostile/stream.sh) and
# prints processor time in seconds, MB/s (the goal is 5 or more; * marks a miss) and peak memory.
set -euo pipefail
[ -x /usr/bin/time ] || { echo 'hostile: needs /usr/bin/time'; exit 0; }
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
PATH=$PWD/$B/bin:$PATH
# shellcheck source=tests/hostile/stream.sh
source tests/hostile/stream.sh

# row NAME TOOL FILE: measures one stream; one that is refused at once has no rate.
row()
{
	/usr/bin/time -f '%U %S %M' -o "$T/usage" "$2" "$3" >"$T/out" 2>"$T/err" || true
	awk -v name="$1" -v tool="$2" -v bytes="$(wc -c <"$3")" -v err="$(cut -d: -f5- "$T/err" | cut -c1-50)" '
		END {
			seconds = $1 + $2
			rate = seconds < .02 ? "-" : sprintf("%.1f", bytes / seconds / 1e6)
			slow = rate + 0 < 5 && rate != "-" && err == "" ? "*" : " "
			printf "%-15s %-13s %6.2f MB %5.2f s %6s MB/s%s %7d KiB  %s\n",
				name, tool, bytes / 1e6, seconds, rate, slow, $3, err
		}' "$T/usage"
}

for name in $hostile_yaml $hostile_kv; do
	hostile "$name" >"$T/in"
	case $name in
	kv-*) row "$name" kv2yaml "$T/in" ;;
	*) row "$name" yaml2kv "$T/in" ;;
	esac
done
"$B/bench/gen" list 58000000 >"$T/in"
row 'list of 58 MB' yaml2kv "$T/in"
yaml2kv "$T/in" >"$T/kv"
row 'its records' kv2yaml "$T/kv"
row 'its syntax' yaml-validate "$T/in"
