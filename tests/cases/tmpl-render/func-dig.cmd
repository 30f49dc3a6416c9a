cat >"$T/t" <<'EOF'
{{ dig "b" "c" "none" .map }} {{ dig "b" "z" "none" .map }} {{ dig "q" "z" "none" .map }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
