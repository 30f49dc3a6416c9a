cat >"$T/t" <<'EOF'
{{ camelcase "some_words" }} {{ camelcase "_complex__case_" }} {{ camelcase "some words-here" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
