cat >"$T/t" <<'EOF'
{{ hasSuffix "na" "banana" }} {{ hasSuffix "x" "banana" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
