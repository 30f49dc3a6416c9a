kv2yaml </dev/null; printf -- '---\n# x\n---\n' | kv2yaml; printf '\n' | kv2yaml -j
