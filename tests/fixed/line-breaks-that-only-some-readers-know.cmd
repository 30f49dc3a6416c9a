for break in "\r" "\302\205" "\342\200\250" "\342\200\251"; do
	printf "# a${break}k: {{ .x }}\n" >"$T/t"
	! tmpl-render "$T/t" 2>"$T/err" <<<'.x="a: b"'
	grep -o ": the text .*" "$T/err"
done
