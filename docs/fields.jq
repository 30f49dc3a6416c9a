# The fields of a request, as Markdown. Input: {crd, defaults: {PRESET: …}}: the promise, and for each preset the
# resolved form of a request that has only the name NAME.

# Text that Markdown must not read as markup.
def plain: gsub("(?<c>[\\\\<>*_`|\\[\\]])"; "\\\(.c)");
# Text in lines of at most 120 characters. A "-" at the beginning of a line would make a list.
def wrapped: reduce splits(" ") as $word ([]; if length > 0 and (last + " " + $word | length) <= 120
  then last += " " + $word else . + [if $word == "-" then "\\-" else $word end] end) | join("\n");
def code: "`\(.)`";
def value: if type == "string" then . else tojson end | if . == "" then "empty" else code end;

def type_of:
  if .["x-kubernetes-int-or-string"] then
    "integer of at least \(.minimum) or string of at most \(.maxLength) characters"
  elif .type == "array" then "list of \(.items | type_of)s"
  elif .type == "object" and (.additionalProperties | type) == "object" then
    "mapping of \(.additionalProperties | type_of)s"
  elif .type == "object" then "mapping"
  else .type // "any value" end;

# What a schema says about a value beside its type.
def bounds: if .["x-kubernetes-int-or-string"] then [] else [
    (.enum | select(.) | "one of " + (map(tojson | code) | join(", "))),
    (.minimum | select(.) | "at least \(.)"),
    (.maximum | select(.) | "at most \(.)"),
    (.minLength | select(. and . > 1) | "at least \(.) characters"),
    (.maxLength | select(.) | "at most \(.) characters"),
    (.maxItems | select(.) | "at most \(.) items"),
    (select(.description == null) | .pattern | select(.) | "pattern \(code)")
  ] end;

# The default of a path: one value, or one for each preset.
def default($in; $path):
  [$in.defaults | to_entries[] | .key as $preset | .value | getpath($path)
    | select(. != null and (type != "object" or length == 0)) | {$preset, value: value}]
  | if length == 0 or all(.[]; .value == (.preset | code)) then null
    elif length == ($in.defaults | length) and (map(.value) | unique | length) == 1 then
      .[0].value
    else map("\(.value) with preset \(.preset)") | join(", ") end;

def field($in; $path; $required):
  "### \($path | map(if test("^[A-Za-z_]\\w*(\\[\\])?$") then ".\(.)" else "[\(tojson)]" end) | join(""))",
  "",
  ([type_of] + bounds + [if $required then "required" else empty end]
    + [default($in; $path) | select(. and . != "`NAME`") | "default \(.)"] | join("; ")) + ".",
  (.description | select(.) | "", (plain | wrapped)),
  "";

def walk_fields($in; $path):
  (.required // []) as $required
  | (.properties // {} | to_entries[]) as {key: $name, value: $schema}
  | ($schema | field($in; $path + [$name]; any($required[]; . == $name))),
    ($schema | walk_fields($in; $path + [$name])),
    ($schema.items // {} | walk_fields($in; $path + [$name + "[]"]));

. as $in
| .crd.spec.api as $api
| $api.spec.versions[0] as $version
| $version.schema.openAPIV3Schema as $schema
| "# Fields of a \($api.spec.names.kind)",
  "",
  "This page is made from the promise, its base and its presets by `make docs`. apiVersion is",
  "`\($api.spec.group)/\($version.name)`.",
  "",
  ($schema.description | plain | wrapped),
  "",
  ($schema.properties.spec | walk_fields($in; ["spec"]))
