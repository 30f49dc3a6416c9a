cat >"$T/t" <<'EOF'
{{ mustRegexFindAll "." "héy" -1 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
