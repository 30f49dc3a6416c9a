cat >"$T/t" <<'EOF'
{{ toYaml (list "\x7f" "\u0085" "\u2028" "\ufffe" "\ufeff" "\x80") }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
