cat >"$T/x.tmpl" <<'EOF'
a: {{ .yes | quote }}
b: {{ .yes | squote }}
c: {{ toBool "true" }}
d: {{ printf "%q" .yes }}
e: {{ toYaml .yes }}
f: {{ toJson .yes }}
g: [{{ quote .n }}, {{ toJson .map }}]
{{ quote .n }}: h

EOF
cd "$T"
tmpl-render  x.tmpl
