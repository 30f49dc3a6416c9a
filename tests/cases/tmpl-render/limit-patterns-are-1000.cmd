cat >"$T/t" <<'EOF'
{{ range until 1001 }}{{ $_ := regexMatch (printf "a%d" .) "a" }}{{ end }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
