cat >"$T/t" <<'EOF'
{{ toYaml .map }}
{{ toYaml .list }} {{ toYaml "x" }} {{ toYaml "yes" }} {{ toYaml (dict "on" "off" "l" (list (dict "a" 1 "b" (list)) (list 1 2)) "t" "a\nb\n" "k10" 1 "k9" 2) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
