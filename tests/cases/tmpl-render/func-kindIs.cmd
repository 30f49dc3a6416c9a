cat >"$T/t" <<'EOF'
{{ kindIs "map" .map }} {{ kindIs "slice" .list }} {{ kindIs "string" 1 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
