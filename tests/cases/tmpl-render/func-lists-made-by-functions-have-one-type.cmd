cat >"$T/t" <<'EOF'
{{ typeOf (splitList "," "a") }} {{ typeOf (until 1) }} {{ typeOf (split "," "a") }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
