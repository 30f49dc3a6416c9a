cat >"$T/t" <<'EOF'
{{ merge (dict "a" 1 "e" "" "m" (dict "x" 1)) (dict "a" 2 "e" "f" "m" (dict "x" 2 "y" 3)) (dict "z" 9) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
