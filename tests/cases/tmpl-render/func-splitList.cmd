cat >"$T/t" <<'EOF'
{{ splitList "," "a,b,,c" }} {{ splitList "" "héy" }} {{ len (splitList "," "") }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
