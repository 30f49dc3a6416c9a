cat >"$T/t" <<'EOF'
{{ define "a" }}a: |
  text{{ end -}}
k:{{ include "a" . | nindent 2 }} # c
EOF
echo 'k:{{ toYaml .m | nindent 2 }} # c' >"$T/u"
for t in t u; do
	printf '.m.a="a\\nb\\n"\n' | tmpl-render "$T/$t"
done
