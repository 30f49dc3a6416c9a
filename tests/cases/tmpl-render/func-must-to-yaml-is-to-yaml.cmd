cat >"$T/t" <<'EOF'
{{ mustToYaml (dict "a" (list 1)) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
