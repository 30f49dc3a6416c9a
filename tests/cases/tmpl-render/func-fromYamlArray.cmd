cat >"$T/t" <<'EOF'
{{ fromYamlArray "- a\n- {b: 1}\n" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
