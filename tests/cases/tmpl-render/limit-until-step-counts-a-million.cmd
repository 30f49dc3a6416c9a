cat >"$T/t" <<'EOF'
{{ len (untilStep 0 2000000 2) }}
{{ untilStep 0 1000001 1 }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
