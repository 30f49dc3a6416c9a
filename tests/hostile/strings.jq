# An array of strings that have broken YAML, templates or shell scripts.
[
  "", " ", "  leading", "trailing  ", " both ", "\ttab first", "tab\tinside", "tab last\t",
  "on", "off", "yes", "NO", "y", "n", "true", "False", "null", "Null", "~",
  "012", "0o14", "0x1f", "0b101", "1_000", "1e3", ".5", "-1", "+1", "1:30", "2026-02-08", ".inf", ".NaN",
  "a: b", "a #b", "#b", "- a", "-", "? a", ":", "*x", "&x y", "!tag", "!!binary x", "|", ">-", "%TAG", "@at", "`tick`",
  "[", "]", "{", "}", "{}", "[a, b]", ",", "\"", "'", "it's \"both\"", "\\", "\\n", "=", "<<", "---", "...",
  "two\nlines", "ends\n", "ends twice\n\n", "\nbegins", "\n", "  indented\nless", "crlf\r\nline", "cr\rline",
  "x\n---\nkind: Secret\napiVersion: v1\nmetadata:\n  name: forged\n", "x\nkind: Secret", "kind: Secret",
  "{{ .token }}", "{{ .config }}", "{{", "}}", "{{{", "{{{{ .token }}}}", "{{- .token -}}", "{{ \"{{\" }}", "{{/* c */}}",
  "{{\n.token }}", "a{", "{{define \"x\"}}", "${.spec.name}", "$${.spec.name}", "$(id)", "`id`", "%s%n", "$HOME",
  "\u0000", "nul\u0000inside", "\u0001\u001b[31mred", "\u007f", "\u0085nel", "\u2028ls", "\u2029ps", "\ufeffbom", "\u00a0nbsp",
  "é", "日本語", "😀", "e\u0301", "\u202eevil", ("x" * 5000), ("word " * 1000), ("{{" * 500)
]
