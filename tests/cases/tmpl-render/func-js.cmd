cat >"$T/t" <<'EOF'
{{ js "it's \"<q>\" = & \\ é\n\u2028" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
