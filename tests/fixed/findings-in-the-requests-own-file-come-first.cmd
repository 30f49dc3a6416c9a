printf '%s\n' '#! a/base.yaml:1:2: .b: bad' '#! z.yaml:9:1: .c: bad' '.a=1 #@ z.yaml:1:4' '.b=2 #@ a/base.yaml:1:2' |
	tmpl-render -e <(echo 'a: {{ .a }}')
