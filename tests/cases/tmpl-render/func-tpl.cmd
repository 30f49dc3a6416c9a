cat >"$T/t" <<'EOF'
{{ tpl "{{ .a }}-{{ len .b }}" .map }} {{ tpl "plain" . }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
