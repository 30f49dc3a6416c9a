cat >"$T/t" <<'EOF'
{{ index (dict "a" 1) "b" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
