cat >"$T/t" <<'EOF'
{{ empty "" }} {{ empty 0 }} {{ empty .list }} {{ empty .missing }} {{ empty (list) }} {{ empty false }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
