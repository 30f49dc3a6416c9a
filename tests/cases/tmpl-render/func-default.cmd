cat >"$T/t" <<'EOF'
{{ default "d" "" }} {{ default "d" "x" }} {{ default 5 0 }} {{ .missing | default "m" }} {{ default "d" }} {{ default "d" .nil }} {{ .map.b.none.deep | default "deep" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
