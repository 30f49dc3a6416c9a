cat >"$T/t" <<'EOF'
{{ fromYaml "a: [" }}
{{ fromYaml "- a" }} {{ fromYamlArray "a: 1" }} {{ fromYaml "" }} {{ fromYamlArray "" }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
