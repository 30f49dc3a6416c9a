cd "$T"
cat >t <<'EOF'
duplicate: {{ fromYaml "a: 1\nb: 2\na: 3\n" | toJson }}
deeper: {{ fromYaml "m: {a: 1, a: [2]}\nm: {a: ~, b: 1, b: {}}\n" | toJson }}
documents: {{ fromYaml "a: 1\n---\na: 2\n" | toJson }}
first is empty: {{ fromYaml "---\n---\na: 2\n" | toJson }}
what follows is not read: {{ fromYaml "a: 1\n---\n[\n" | toJson }}
tags: {{ fromYaml "a: !mine b\nb: !mine 5\nc: !mine [1, !other {a: 1}]\nd: !!str 5\n" | toJson }}
a list: {{ fromYamlArray "- a: 1\n  a: 2\n- !mine x\n---\n- 3\n" | toJson }}
a block scalar at the end: {{ fromYaml "a: |\n  x" | toJson }} {{ fromYaml "a: |\n  x\n" | toJson }}
still a mistake: {{ hasKey (fromYaml "a: [\n") "Error" }}
EOF
echo '.={}' | tmpl-render -t t
