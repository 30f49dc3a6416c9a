# The text is Helm's, so that checksums of it are; what cannot be in those quotes has its own.
cat >"$T/t" <<'EOF'
k: |
  {{- tpl (toYaml .m) . | nindent 2 }}
m:
  {{- tpl (toYaml .m) . | nindent 2 }}
l: {{ tpl (toYaml .m.d) . | sha256sum | eq (sha256sum "'true'") }}
EOF
cat >"$T/kv" <<'EOF'
.x="v"
.y="it's"
.t="true"
.s="a: b"
.r="two\nlines"
.m.a="{{ .x }}"
.m.b="{{ .y }}"
.m.c="on {{ .t }}"
.m.d="{{ .t }}"
.m.e="x {{ .s }}"
.m.f[0]="{{ .r }}"
.m.f[1]="true"
.m.g="\t{{ .x }}\\"
EOF
tmpl-render "$T/t" <"$T/kv"
