cat >"$T/t" <<'EOF'
{{ mergeOverwrite (dict "a" 1 "l" (list 1 2) "m" (dict "x" 1)) (dict "a" 2 "l" (list 3) "m" (dict "x" 2 "y" 3)) }}
{{ mergeOverwrite (dict "a" "text") (dict "a" (dict "x" 1)) }} {{ mergeOverwrite (dict "a" 1) (dict "a" .nil) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
