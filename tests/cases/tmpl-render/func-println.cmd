cat >"$T/t" <<'EOF'
{{ println "a" 1 true }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
