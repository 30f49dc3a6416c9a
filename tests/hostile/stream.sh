# Hostile streams, for tests/hostile-stream.bats and bench/hostile.sh: `hostile NAME` writes one; the
# lists below have the names. Each would cost a careless reader much time or memory.
# shellcheck shell=bash disable=SC2034
hostile_yaml='brackets braces dashes quotes aliases directives wide long-key long-plain long-quoted long-block
	items anchors merges documents comments key-over-list long-tags'
hostile_kv='kv-deep kv-wide kv-reversed kv-shuffled kv-long-key kv-long-string kv-documents kv-origins'

# times N TEXT prints the text N times, lines N FORMAT the format with each number below N.
times() { head -n "$1" < <(yes -- "$2" 2>/dev/null) | tr -d '\n'; }
lines() { awk -v n="$1" -v f="$2\n" 'BEGIN {for (i = 0; i < n; i++) printf f, i, i}'; }

hostile()
{
	case $1 in
	brackets) times 20000 '[' ;;
	braces) times 100000 '{a: ' ;;
	dashes) times 1000000 '- ' ;;
	quotes) echo 'a: "' && times 1000000 'no end ' ;;
	aliases)
		echo 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'
		awk 'BEGIN {for (i = 1; i < 12; i++) { printf "a%d: &a%d [", i, i
			for (j = 0; j < 10; j++) printf "*a%d,", i - 1; print "]" } }'
		;;
	directives) lines 16000 '%%TAG !t%d! tag:example.com,2000:%d' && echo '--- a' ;;
	wide) lines 200000 'key%d: %d' ;;
	long-key) echo "? $(times 1000000 k)" && echo ': v' ;;
	long-plain) echo "v: $(times 1000000 'word ')x" ;;
	long-quoted) echo "v: \"$(times 250000 '\u00e9')\"" ;;
	long-block) echo 'v: |' && lines 100000 '  line %d of the text' ;;
	items) echo "[$(times 1000000 'a, ')b]" ;;
	anchors) lines 100000 '- &a%d {x: %d}' && lines 100000 '- *a%d' ;;
	merges) echo '- &w' && lines 1000 '  k%d: %d' && lines 1000 '- {<<: *w, own: %d}' ;;
	documents) lines 200000 '--- %d' ;;
	comments) lines 200000 '# nothing %d' && echo 'a: 1' && lines 200000 '# nothing %d' ;;
	long-tags) echo "%TAG !e! $(times 500000 x)" && echo --- && lines 50000 '- !e!a %d' ;;
	key-over-list) echo "? $(times 1000000 k)" && echo ":" && lines 10000 '- %d' ;;
	kv-deep) times 200000 '.a' && echo '=1' ;;
	kv-wide) lines 200000 '.key%d=%d' ;;
	kv-reversed) lines 200000 '%d .a[%d]="x"' | sort -rn | cut -d' ' -f2- ;;
	kv-shuffled) lines 200000 '.a[%d].b=%d' | sort ;;
	kv-long-key) echo ".$(times 1000000 k)=1" ;;
	kv-long-string) echo ".a=\"$(times 1000000 '\u00e9')\"" ;;
	kv-documents) lines 200000 '.=%d\n---' ;;
	kv-origins) lines 200000 '.a[%d]=1 #@ file%d.yaml:1:1' ;;
	esac
}
