cat >"$T/x.tmpl" <<'EOF'
a: {{ include "zz" . }}
EOF
cd "$T"
tmpl-render  x.tmpl
