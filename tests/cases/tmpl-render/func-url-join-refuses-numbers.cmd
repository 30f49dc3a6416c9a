cat >"$T/t" <<'EOF'
{{ urlJoin (dict "host" 1) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
