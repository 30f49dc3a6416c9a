cat >"$T/t" <<'EOF'
{{ toPrettyJson .map }} {{ toPrettyJson (list) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
