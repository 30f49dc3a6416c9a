cat >"$T/t" <<'EOF'
{{ semver "one" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
