cat >"$T/t" <<'EOF'
{{ dig "a" "b" "none" (dict "a" 1) }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
