cat >"$T/t" <<'EOF'
{{ kindOf 1 }} {{ kindOf .int }} {{ kindOf 1.5 }} {{ kindOf "" }} {{ kindOf .list }} {{ kindOf .map }} {{ kindOf .nil }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
