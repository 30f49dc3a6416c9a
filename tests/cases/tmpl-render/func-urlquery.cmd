cat >"$T/t" <<'EOF'
{{ urlquery "a b&c=d/é~-_." }} {{ urlquery 1 2 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
