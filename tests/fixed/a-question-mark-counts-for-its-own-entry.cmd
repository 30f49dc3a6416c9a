cat >"$T/x.tmpl" <<'EOF'
? a
b: {{ .yes }}
? {{ .yes }}
? c
:
  {{- toYaml .empty | nindent 2 }}
d: {{ .yes }}
? e
:
  {{- toYaml .m | nindent 2 }}
f: {{ toJson .yes }}
?
  {{- print .yes "s" | nindent 2 }}
: g
h: [{{ .yes }}]
EOF
cd "$T"
tmpl-render x.tmpl
printf 'a: 1\n:\n  {{- toYaml .m | nindent 2 }}\n' >y.tmpl
! printf '.m.x=1\n' | tmpl-render y.tmpl 2>&1
