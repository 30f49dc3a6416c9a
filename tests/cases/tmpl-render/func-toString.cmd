cat >"$T/t" <<'EOF'
{{ toString 1.5 }} {{ toString .list }} {{ toString "x" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
