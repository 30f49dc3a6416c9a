cat >"$T/t" <<'EOF'
{{ len (indent 1000 "") }}
{{ indent 1001 "x" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
