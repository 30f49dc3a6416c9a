cat >"$T/t" <<'EOF'
{{ html "<a href=\"x\">'&'</a>" }} {{ html .map }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
