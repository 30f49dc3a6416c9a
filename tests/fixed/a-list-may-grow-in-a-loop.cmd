# Item by item, a hundred thousand; lists that were appended to stay as they were.
cd "$T"
cat >t <<'EOF'
{{ $l := list }}{{ $c := list }}{{ range until 100000 }}{{ $l = append $l . }}{{ $c = concat $c (list .) }}{{ end -}}
{{ len $l }} {{ last $l }} {{ len $c }} {{ last $c }}
{{ $a := append (list 1) 2 }}{{ $b := append $a 3 }}{{ $d := append $a 4 }}{{ $e := append $b 5 }}{{ $a }} {{ $b }} {{ $d }} {{ $e }}
{{ $d := dict }}{{ range until 20 }}{{ $_ := set $d (print .) . }}{{ end -}}
{{ $_ := unset $d "3" }}{{ hasKey $d "3" }} {{ len $d }} {{ $_ := set $d "3" "again" }}{{ $d }} {{ last (keys $d) }}
EOF
echo '.a=1' | tmpl-render -t t
