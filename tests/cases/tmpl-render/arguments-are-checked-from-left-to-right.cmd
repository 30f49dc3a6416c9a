cd "$T"
printf '.a.x=1\n.b.x=1\n.c.x=1\n' >kv
for f in 'split .a .b' 'splitList .a .b' 'splitn .a .b .c' 'splitn "," .b .c' 'hasPrefix .a .b' 'hasSuffix .a .b' 'contains .a .b' \
	'untilStep .a .b .c' 'untilStep 1 .b .c' 'seq .a .b .c' 'seq 1 .b .c' 'wrap .a .b' 'wrapWith .a .b .c' 'wrapWith 1 .b .c' \
	'replace .a .b .c' 'substr .a .b .c' 'substr 1 .b .c' 'trimAll .a .b' 'trunc .a .b' 'regexReplaceAll .a .b .c' 'semverCompare .a .b' \
	'abbrevboth .a .b .c' 'plural .a .b .c' 'repeat .a .b' 'indent .a .b' 'regexSplit .a .b .c' 'regexFindAll .a .b .c' 'join .a .b'; do
	echo "{{ $f }}" >t
	tmpl-render -t t <kv 2>&1 | head -n 1
done
