cat >"$T/t" <<'EOF'
{{ unset (dict "a" 1 "b" 2) "a" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
