s='{'
for i in $(seq 0 29); do s="$s\"d$i\": {anyOf: [{\$ref: \"#/definitions/d$((i + 1))\"}, {\$ref: \"#/definitions/d$((i + 1))\"}]}, "; done
yaml-validate -s <(printf '{$ref: "#/definitions/d0", definitions: %s"d30": {type: string}}}\n' "$s") -
