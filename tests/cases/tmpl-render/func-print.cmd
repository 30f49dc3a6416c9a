cat >"$T/t" <<'EOF'
{{ print 1 2 "a" "b" 3 .nil }}
{{ print .map }} {{ print .list }} {{ print 1.5 true }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
