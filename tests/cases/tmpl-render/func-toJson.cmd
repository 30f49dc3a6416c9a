cat >"$T/t" <<'EOF'
{{ toJson .map }} {{ toJson "<a&b>\u2028" }} {{ toJson 1e21 }} {{ toJson .nil }} {{ toJson (list) }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
