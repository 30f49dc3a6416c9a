cat >"$T/t" <<'EOF'
{{ fromJson "{\"a\": " }}
{{ fromJson "[1]" }} {{ fromJsonArray "{}" }} {{ fromJsonArray "[1" }} {{ fromJson "{\"a\":1} x" }} {{ fromJson "{1}" }} {{ fromJson "{\"a\" 1}" }} {{ fromJsonArray "[01]" }} {{ fromJson "" }} {{ fromJson "null" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
