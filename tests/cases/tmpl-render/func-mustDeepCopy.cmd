cat >"$T/t" <<'EOF'
{{ mustDeepCopy .list }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
