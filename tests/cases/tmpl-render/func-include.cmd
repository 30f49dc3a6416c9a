cat >"$T/t" <<'EOF'
{{ define "part" }}[{{ .a }}]{{ end }}{{ include "part" .map | upper }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
