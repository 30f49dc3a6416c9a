cat >"$T/t" <<'EOF'
{{ range until 10 }}{{ range until 999999 }}{{ end }}{{ end }}good
EOF
cat >"$T/u" <<'EOF'
{{ range until 10 }}{{ range until 1000000 }}{{ end }}{{ end }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv && tmpl-render -t u <kv
