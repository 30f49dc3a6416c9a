cat >"$T/t" <<'EOF'
{{ $d := dict }}{{ range until 201 }}{{ $d = dict "a" $d }}{{ end }}{{ toYaml $d }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
