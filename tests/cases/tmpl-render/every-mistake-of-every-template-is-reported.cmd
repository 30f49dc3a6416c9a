cd "$T"
printf '{{ toYml .a }}{{ nosuchfunction "}}" }}\n{{ $y := undefinedd . }}{{ $y }}{{ $z }}\n{{- range .x }}\n{{ if }}a{{ end }}\n' >one
printf '{{ with .a }}{{ else with nosuch }}{{ end }}{{ define "x" }}{{ $a, $b := 1 }}{{ end }}{{ "open }}\n' >two
printf '{{ define "y" }}\n{{- block "z" . }}\n{{ end }}\n' >three
printf '{{ now }}{{ randAlphaNum 3 }}{{ genCA "x" 3 }}{{ env "X" }}{{ getHostByName "x" }}\n' >four
tmpl-render -i two one three four </dev/null
