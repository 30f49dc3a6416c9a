cat >"$T/t" <<'EOF'
{{ typeOf 1 }} {{ typeOf .int }} {{ typeOf 1.5 }} {{ typeOf "" }} {{ typeOf true }} {{ typeOf .list }} {{ typeOf .map }} {{ typeOf .nil }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
