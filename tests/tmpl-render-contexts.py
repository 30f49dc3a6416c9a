#!/usr/bin/python3
"""Renders nasty scalars in every context of YAML mode. Two independent readers, one of YAML 1.1 and
one of 1.2, and our own must read back exactly the intended structure and string. A context lists the
scalars that tmpl-render must refuse; refusing another one is a failure, and so is writing one of these.
Each context gets a third of the scalars, or all if the environment has WHOLE.
tmpl-render-contexts.py [CONTEXT]: only the contexts whose text contains CONTEXT, and all scalars."""
import json, os, random, re, subprocess, sys, tempfile
sys.dont_write_bytecode = True
import yaml
from yaml_readers import read, same

SCALARS = ['', ' ', 'a', 'on', 'yes', 'no', 'y', 'n', 'null', '~', 'true', 'False', '012', '08', '1e3', '1_000',
    '0x1f', '0o14', '0b1', '.inf', '-.inf', '.nan', '1.5', '+1', '-0', '12:30:45', '2001-01-01',
    '2001-12-14t21:59:43.10-05:00', '=', '<<', '-', '--', '---', '...', '- a', '-a', '? a', '?', ':', '::', 'a:', ':a',
    'a: b', 'a:b', 'a #b', 'a#b', '#', '# c', '{', '}', '[', ']', ',', '{a: b}', '[a]', '*x', '&x', '!x', '!!str', '|', '>',
    '%', '%YAML', '@', '`', '"', "'", '""', "''", 'a"b', "a'b", '\\', 'a\\', '\\n', ' a', 'a ', '  a  ', '\ta', 'a\t', 'a\tb',
    'a\nb', 'a\n', '\na', 'a\n\n', '\n', '\n\n', 'a\n\nb', 'a\n b', 'a\n  b\nc', ' a\nb', 'a \nb', 'a\n\tb', '\n a', 'a\n ',
    'a\n---\nkind: Secret', '---\nkind: Secret\n', 'a\nkind: Secret', 'x: |\n y', '{{ .x }}', 'a\rb', 'a\r\nb', '\x00', '\x01', '\x1b[31m', '\x7f', '\x85', 'a\xa0',
    '\u2028', 'a\u2029b', '\ufeff', '\ufeffa', 'é', '日本', '😀', 'a' * 300, ('word ' * 60).strip(), ("it's " * 40).strip(),
    'a: ' * 50, 'key: value\n' * 3, '- x\n- y\n', '"quoted"', "'quoted'", '"a": 1', 'a,b', 'a]b', 'a}b', 'null\n', 'a\n#b', '\n#b', '#b\nc', 'a \n', ' \n ', '\t\n',
    '\ue0000\ue001', '\ue000', '#\ue001', 'x' * 5000, ('words ' * 900).strip()]

def clip(s):
    return s.rstrip('\n') + '\n' if s.strip('\n') else ''
def strip(s):
    return s.rstrip('\n')
def keep(s):
    return s

def lit(x):
    return x
K = lambda f: lambda x: {'k': f(x)}
# Which scalars a context must refuse.
NEVER = lambda x: False
ALWAYS = lambda x: True
ROOT = lambda x: '\n' in x
# template; the expected value (one document, or a tuple of several); the scalars that it refuses
CONTEXTS = [
    ('k: {{ .x }}\n', K(lit), NEVER),
    ('k: {{ .x }}', K(lit), NEVER),
    ('k:   {{ .x }}   \nz: 1\n', lambda x: {'k': x, 'z': 1}, NEVER),
    ('k: {{ .x }} # c\n', K(lit), NEVER),
    ('k: pre-{{ .x }}-post\n', K(lambda x: 'pre-' + x + '-post'), NEVER),
    ('k: {{ .x }}-post\nz: 1\n', lambda x: {'k': x + '-post', 'z': 1}, NEVER),
    ('k: pre {{ .x }} post # c\n', K(lambda x: 'pre ' + x + ' post'), NEVER),
    ('k: {{ .x }}{{ .x }}\n', K(lambda x: x + x), NEVER),
    ('k: {{ .x }}.{{ .x }}\n', K(lambda x: x + '.' + x), NEVER),
    ('k: {{ .x }}: {{ .x }}\n', None, ALWAYS),
    ('k: {{ .x }}:{{ .x }}\n', K(lambda x: x + ':' + x), NEVER),
    ('k: http://{{ .x }}:80/{{ .x }}\n', K(lambda x: 'http://' + x + ':80/' + x), NEVER),
    ('{{ .x }}: v\n', lambda x: {x: 'v'}, NEVER),
    ('a: 1\n{{ .x }}z: v\n', lambda x: {'a': 1, x + 'z': 'v'}, NEVER),
    ('p-{{ .x }}: v\nz: 1\n', lambda x: {'p-' + x: 'v', 'z': 1}, NEVER),
    ('k:\n  p-{{ .x }}: {{ .x }}\n  z: 1\n', lambda x: {'k': {'p-' + x: x, 'z': 1}}, NEVER),
    ('"{{ .x }}": v\n', lambda x: {x: 'v'}, NEVER),
    ("'{{ .x }}': v\n", lambda x: {x: 'v'}, NEVER),
    ('k: "{{ .x }}"\n', K(lit), NEVER),
    ('k: "a {{ .x }} b"\nz: 1\n', lambda x: {'k': 'a ' + x + ' b', 'z': 1}, NEVER),
    ('k: "{{ .x }}{{ .x }}" # c\n', K(lambda x: x + x), NEVER),
    ("k: '{{ .x }}'\n", K(lit), NEVER),
    ("k: 'a {{ .x }} it''s'\nz: 1\n", lambda x: {'k': 'a ' + x + " it's", 'z': 1}, NEVER),
    ("k: \"a {{ .x }}\n  b\"\n", K(lambda x: 'a ' + x + ' b'), NEVER),
    ("k: 'a {{ .x }}\n  b'\n", K(lambda x: 'a ' + x + ' b'), NEVER),
    ('- {{ .x }}\n- b\n', lambda x: [x, 'b'], NEVER),
    ('- - {{ .x }}\n  - b\n- c\n', lambda x: [[x, 'b'], 'c'], NEVER),
    ('- a: {{ .x }}\n  b: 1\n', lambda x: [{'a': x, 'b': 1}], NEVER),
    ('k:\n- {{ .x }}\nz: 1\n', lambda x: {'k': [x], 'z': 1}, NEVER),
    ('- p-{{ .x }}: {{ .x }}\n  b: 1\n', lambda x: [{'p-' + x: x, 'b': 1}], NEVER),
    ('k:\n  {{ .x }}\nz: 1\n', lambda x: {'k': x if x else None, 'z': 1}, NEVER),
    ('k: [{{ .x }}, b]\n', lambda x: {'k': [x, 'b']}, NEVER),
    ('k: [ p{{ .x }} , "{{ .x }}", \'{{ .x }}\' ]\n', lambda x: {'k': ['p' + x, x, x]}, NEVER),
    ('k: {a: {{ .x }}, b: p{{ .x }}}\n', lambda x: {'k': {'a': x, 'b': 'p' + x}}, NEVER),
    ('k: { p{{ .x }}: b, "{{ .x }}": c }\n', lambda x: {'k': {'p' + x: 'b', x: 'c'}}, NEVER),
    ('k: {"a":{{ .x }}}\n', lambda x: {'k': {'a': x}}, NEVER),
    ('k: [\n  {{ .x }},\n  b\n]\nz: 1\n', lambda x: {'k': [x, 'b'], 'z': 1}, NEVER),
    ('# {{ .m }} {{ .m.l }}\nk: 1\n', lambda x: {'k': 1}, NEVER),
    ('# {{ .x }}\nk: 1\n', lambda x: {'k': 1}, NEVER),
    ('k: 1 # {{ .x }}\nz: 1\n', lambda x: {'k': 1, 'z': 1}, NEVER),
    ('a: {{ .x }}\n---\nb: {{ .x }}\n---\n- p{{ .x }}\n', lambda x: ({'a': x}, {'b': x}, ['p' + x]), NEVER),
    ('k: {{ .x | quote }}\n', K(lit), NEVER),
    ('k: {{ .x | squote }}\n', K(lit), NEVER),
    ('k: {{ printf "%q" .x }}\n', K(lit), NEVER),
    ('k: {{ toYaml .x }}\n', K(lit), NEVER),
    ('k: {{ toJson .x }}\n', K(lit), NEVER),
    ('{{ .x | quote }}: v\n', lambda x: {x: 'v'}, NEVER),
    ('k: [{{ .x | quote }}, {{ toJson .x }}]\n', lambda x: {'k': [x, x]}, NEVER),
    ('k: {{ printf "%s-%s" .x .x }}\n', K(lambda x: x + '-' + x), NEVER),
    ('k: {{ toJson .m }}\nz: 1\n', lambda x: {'k': {'x': x, 'l': [x, [x]]}, 'z': 1}, NEVER),
    ('k: {{ toYaml .m }}\nz: 1\n', lambda x: {'k': {'x': x, 'l': [x, [x]]}, 'z': 1}, NEVER),
    ('k:\n  {{- toYaml .m | nindent 2 }}\nz: 1\n', lambda x: {'k': {'x': x, 'l': [x, [x]]}, 'z': 1}, NEVER),
    ('k:{{ toYaml .m | nindent 4 }}\nz: 1\n', lambda x: {'k': {'x': x, 'l': [x, [x]]}, 'z': 1}, NEVER),
    ('k:\n{{ toYaml .m | indent 2 }}\nz: 1\n', lambda x: {'k': {'x': x, 'l': [x, [x]]}, 'z': 1}, NEVER),
    ('k:\n  a: 1\n{{ toYaml .m | indent 2 }}\n  z: 1\n', lambda x: {'k': {'a': 1, 'x': x, 'l': [x, [x]], 'z': 1}}, NEVER),
    ('k:\n  {{ toYaml .m }}\nz: 1\n', lambda x: {'k': {'x': x, 'l': [x, [x]]}, 'z': 1}, NEVER),
    ('{{ define "t" }}p{{ .x }}: {{ .x }}\nq: {{ .x }}{{ end }}k:\n{{ indent 2 (include "t" .) }}\nz:\n  {{ trim (nindent 2 (include "t" .)) }}\n', lambda x: {'k': {'p' + x: x, 'q': x}, 'z': {'p' + x: x, 'q': x}}, NEVER),
    ('{{ define "t" }}{{ if .x }}\np{{ .x }}: {{ .x }}{{ end }}{{ end }}k:\n  a: {{ .x }}\n  {{- include "t" . | indent 2 }}\nz: 1\n{{- include "t" . }}\n', lambda x: {'k': {'a': x, 'p' + x: x}, 'z': 1, 'p' + x: x} if x else {'k': {'a': x}, 'z': 1}, NEVER),
    ('{{ define "t" }}\n{{- range .s }}\n- {{ . }}\n{{- end }}\n{{- end }}{{ define "u" }}{{ include "t" . | indent 2 }}{{ end }}k:\n  - b\n  - {{ .x }}\n  {{- include "u" . }}\nz: 1\n', lambda x: {'k': ['b', x, x, x], 'z': 1}, NEVER),
    ('{{ define "t" }}{{ if eq .x "" }}\nq: r{{ else }}{{ .x }}{{ end }}{{ end }}k: a\nz: b{{ include "t" . }}\n', lambda x: {'k': 'a', 'z': 'b' + x} if x else {'k': 'a', 'z': 'b', 'q': 'r'}, NEVER),
    ('{{ define "t" }}{{ if .b }}{{ .x }}\nq: r{{ else }}\nz: 1{{ end }}{{ end }}a: b{{ include "t" . }}\n', lambda x: {'a': 'b' + x, 'q': 'r'}, NEVER),
    ('{{ define "t" }}\n  {{ .x }}\n{{ end }}k: {{- include "t" . | nindent 0 -}}\nz: 1\n', lambda x: {'k': x or None, 'z': 1}, NEVER),
    ('{{ define "t" }}{{ .x | quote }}{{ end }}k: 1\n{{ include "t" . }}', None, ALWAYS),
    ('k: {{ quote .x }}{{ "" }}\nl: [{{ "" }}{{ toYaml .x }}, {{ toJson .m }}{{ "" }}]\nz: {{ .x }}{{ "" }}\n', lambda x: {'k': x, 'l': [x, {'x': x, 'l': [x, [x]]}], 'z': x}, NEVER),
    ('k:\n- {{- toYaml .m | nindent 2 }}\n- {{- toYaml .n | nindent 2 }}\n-{{- .x | nindent 2 }}\n- {{- quote .x | nindent 4 }}\nz: 1\n', lambda x: {'k': [{'x': x, 'l': [x, [x]]}, {'p' + x: x}, x or None, x], 'z': 1}, NEVER),
    ('k:\n  - - a\n    - {{- toYaml .n | nindent 6 }}\n  -\n    {{- toYaml .n | nindent 4 }}\n', lambda x: {'k': [['a', {'p' + x: x}], {'p' + x: x}]}, NEVER),
    ('k:\n- a\n-{{ .x }}: 1\nl:\n-{{ .x }}q: 1\n', lambda x: {'k': ['a'], '-' + x: 1, 'l': None, '-' + x + 'q': 1}, NEVER),
    ('- {{ toYaml .m | nindent 2 }}\n- z\n', lambda x: [{'x': x, 'l': [x, [x]]}, 'z'], NEVER),
    ('- {{ toYaml .m | indent 2 | trim }}\n- z\n', lambda x: [{'x': x, 'l': [x, [x]]}, 'z'], NEVER),
    ('{{ toYaml .m }}\n', lambda x: {'x': x, 'l': [x, [x]]}, NEVER),
    ('k: [{{ toYaml .m }}]\n', lambda x: {'k': [{'x': x, 'l': [x, [x]]}]}, NEVER),
    ('k: {{ toYaml .n }}\n', lambda x: {'k': {'p' + x: x}}, NEVER),
    ('k:\n  {{- toYaml .n | nindent 2 }}\nz: 1\n', lambda x: {'k': {'p' + x: x}, 'z': 1}, NEVER),
    ('k:\n  a: 1\n  {{- toYaml .m | nindent 2 }}\n  z: 1\n', lambda x: {'k': {'a': 1, 'x': x, 'l': [x, [x]], 'z': 1}}, NEVER),
    ('k:\n  a: {{ .x }}\n  {{- toYaml .n | nindent 2 }}\n  z: 1\n', lambda x: {'k': {'a': x, 'p' + x: x, 'z': 1}}, NEVER),
    ('k:\n  a: "{{ .x }}" # {{ .x }}\n  {{- toYaml .n | nindent 2 }}\n  z: 1\n', lambda x: {'k': {'a': x, 'p' + x: x, 'z': 1}}, NEVER),
    ('k:\n  a: |\n    b\n  {{- toYaml .n | nindent 2 }}\n  z: 1\n', lambda x: {'k': {'a': 'b\n', 'p' + x: x, 'z': 1}}, NEVER),
    ('{{ define "t" }}p{{ .x }}: {{ .x }}{{ end }}k:\n  a: 1\n  {{- include "t" . | nindent 2 }}\n  z: 1\n', lambda x: {'k': {'a': 1, 'p' + x: x, 'z': 1}}, NEVER),
    ('k:\n  a: 1\n  {{- toYaml .e | nindent 2 }}\n  z: {{- toYaml .e | nindent 4 }}\n', lambda x: {'k': {'a': 1, 'z': {}}}, NEVER),
    ("k: '{{ toJson .m }}'\n", lambda x: {'k': lambda s: json.loads(s) == {'l': [x, [x]], 'x': x}}, NEVER),
    ('{{ define "t" }}a: {{ .x }}\nb:\n- {{ .x }}{{ end }}k:\n  {{- include "t" . | nindent 2 }}\nz: 1\n', lambda x: {'k': {'a': x, 'b': [x]}, 'z': 1}, NEVER),
    ('{{ define "t" }}a: {{ .x }}\n{{ end }}k:\n  {{ include "t" . }}\nz: 1\n', lambda x: {'k': {'a': x}, 'z': 1}, NEVER),
    ('{{ define "t" }}a-{{ .x }}{{ end }}k: {{ include "t" . }}\nz: {{ include "t" . | quote }}\n', lambda x: {'k': 'a-' + x, 'z': 'a-' + x}, NEVER),
    ('{{ define "t" }}a-{{ .x }}{{ end }}k: {{ template "t" . }}\nz: "{{ template "t" . }}"\n', lambda x: {'k': 'a-' + x, 'z': 'a-' + x}, NEVER),
    ('k: {{ tpl "{{ .x }}" . }}\n', K(lit), NEVER),
    ('k: {{ .x | nindent 2 }}\n', K(lambda x: x or None), NEVER),
    ('k: &a {{ .x }}\nz: *a\n', lambda x: {'k': x, 'z': x}, NEVER),
    ('k: !!str {{ .x }}\n', K(lit), NEVER),
    ('k: &{{ .x }} a\n', None, ALWAYS),
    ('k: a\n  b {{ .x }}\n', K(lambda x: 'a b ' + x), NEVER),
    ('k: {{ .x }}\n  b\n', K(lambda x: x + ' b'), NEVER),
    ('a{{ .x }}\n%b\n', lambda x: 'a' + x + ' %b', ROOT),
    ('{{ .x }}\n', lambda x: x if x else (), ROOT),
    ('--- {{ .x }}\n', lit, ROOT),
    # Explicit keys, properties, markers.
    ('? {{ .x }}\n: v\nz: 1\n', lambda x: {x: 'v', 'z': 1}, NEVER),
    ('k:\n  ? p{{ .x }}\n  : {{ .x }}\n  z: 1\n', lambda x: {'k': {'p' + x: x, 'z': 1}}, NEVER),
    ('k: { ? {{ .x }} : {{ .x }}, z: 1 }\n', lambda x: {'k': {x: x, 'z': 1}}, NEVER),
    ('k: [a, p{{ .x }}: {{ .x }}]\n', lambda x: {'k': ['a', {'p' + x: x}]}, NEVER),
    ('k: &a "{{ .x }}"\nz: *a\n', lambda x: {'k': x, 'z': x}, NEVER),
    ('&a p{{ .x }}: !!str {{ .x }}\nz: 1\n', lambda x: {'p' + x: x, 'z': 1}, NEVER),
    ('- &a {{ .x }}\n- !!str "{{ .x }}"\n- *a\n', lambda x: [x, x, x], NEVER),
    ('k: *{{ .x }}\n', None, ALWAYS),
    ('k: !{{ .x }} a\n', None, ALWAYS),
    ('---\nk: {{ .x }}\n...\n---\n- {{ .x }}\n...\n', lambda x: ({'k': x}, [x]), NEVER),
    ('%YAML 1.1\n---\nk: {{ .x }}\n', K(lit), NEVER),
    # Columns.
    ('? a\n: - {{ .x }}\n  - b\n', lambda x: {'a': [x, 'b']}, NEVER),
    ('? a\n: k: {{ .x }}\n  l: b\n', lambda x: {'a': {'k': x, 'l': 'b'}}, NEVER),
    ('- ? a\n  : {{ .x }}\n  ? b\n  : - - {{ .x }}\n', lambda x: [{'a': x, 'b': [[x]]}], NEVER),
    ('- -?: {{ .x }}\n  :b: {{ .x }}\n', lambda x: [{'-?': x, ':b': x}], NEVER),
    ('- - - {{ .x }}\n    - b\n  - c\n', lambda x: [[[x, 'b'], 'c']], NEVER),
    ('-\n  "{{ .x }}"\n-\n  - p{{ .x }}: {{ .x }}\n', lambda x: [x, [{'p' + x: x}]], NEVER),
    ('k: a\n  b\nz: {{ .x }}\n', lambda x: {'k': 'a b', 'z': x}, NEVER),
    ('k: [{{ .x }}\n  , b\n  ]\nz: {{ .x }}\n', lambda x: {'k': [x, 'b'], 'z': x}, NEVER),
    ('k: [a\n  {{ .x }}]\n', lambda x: {'k': ['a ' + x]}, NEVER),
    ('k: [{{ .x }}\n  b]\n', lambda x: {'k': [x + ' b']}, NEVER),
    # Text around the action.
    ('k: a{{ .x }}# no comment\n', K(lambda x: 'a' + x + '# no comment'), NEVER),
    ('k: a{{ .x }} # c {{ .x }}\nz: 1\n', lambda x: {'k': 'a' + x, 'z': 1}, NEVER),
    ('k: "\\n{{ .x }}\\t{{ .x }}"\n', K(lambda x: '\n' + x + '\t' + x), NEVER),
    ("k: 'it''s {{ .x }}{{ .x }}'\n", K(lambda x: "it's " + x + x), NEVER),
    ('{{- /* c */ -}}\nk: {{- .x }}\nz: 1 {{- /* c */}}\n', lambda x: {'k': x, 'z': 1}, NEVER),
    ('k: {{ .x -}}\n  -post\n', K(lambda x: x + '-post'), NEVER),
    # A value at the beginning of a line, even an empty one, and the rest of the line are one text.
    ('{{ .x }}- a: b\n', lambda x: {x + '- a': 'b'}, NEVER),
    ('{{ .x }} - a\n', lambda x: x + ' - a', ROOT),
    ('{{ .x }}\t- a\n', lambda x: x + '\t- a', ROOT),
    ('{{ .x }}{{ .x }}- a\n', lambda x: x + x + '- a', ROOT),
    ('{{ .x }}- {{ .x }}: b\n', lambda x: {x + '- ' + x: 'b'}, NEVER),
    ('{{ range .s }}---\n{{ . }}- a: b\n{{ end }}', lambda x: ({x + '- a': 'b'}, {x + '- a': 'b'}), NEVER),
    ('  {{ (print .x) -}}\n- a\n', lambda x: x + '- a', ROOT),
    ('k:\n- a\n{{ .x }}- b\n', None, ALWAYS),
    ('{{ .x }}---\n', lambda x: x + '---', ROOT),
    ('a: 1\n{{ .x }}---\nkind: Secret\n', None, ALWAYS),
    ('a: 1\n{{ .x -}}\n---\nkind: Secret\n', None, ALWAYS),
    ('{{ .x }}# c\n', lambda x: x + '# c', ROOT),
    ('{{ .x }} # c\n', lambda x: x or (), ROOT),
    ('{{ .x }}[b, c]\n', lambda x: x + '[b, c]', ROOT),
    ('{{ .x }}{b: c}\n', lambda x: {x + '{b': 'c}'}, NEVER),
    ('{{ .x }}"q": 1\n', lambda x: {x + '"q"': 1}, NEVER),
    ("{{ .x }}'q'\n", lambda x: x + "'q'", ROOT),
    ('{{ .x }}&a b\n', lambda x: x + '&a b', ROOT),
    ('{{ .x }}!!int 1\n', lambda x: x + '!!int 1', ROOT),
    ('k: &a 1\nz:\n  {{ .x }}*a\n', lambda x: {'k': 1, 'z': x + '*a'}, NEVER),
    ('{{ .x }}|\n  b\n', lambda x: x + '| b', ROOT),
    ('{{ .x }}? a\n', lambda x: x + '? a', ROOT),
    ('{{ .x }}%b\n', lambda x: x + '%b', ROOT),
    ('{{ .x }}true: v\n', lambda x: {x + 'true': 'v'}, NEVER),
    ('{{ .x }}{{ .b }}\n', lambda x: x + 'true', ROOT),
    ('{{ .x }}{{ .x | quote }}: 1\n', None, NEVER),
    ('{{ .x }}{{ toYaml .n }}\n', None, ALWAYS),
    ('k:\n  {{ .x }}{{ .x }}\nz: 1\n', lambda x: {'k': x + x if x else None, 'z': 1}, NEVER),
    ('k: a\n{{ .x }}{{ toYaml .n | nindent 0 }}\n', lambda x: {'k': 'a', 'p' + x: x}, lambda x: x != ''),
    ('k: |\n  a\n{{ .x }}- b: 1\n', lambda x: {'k': 'a\n', x + '- b': 1}, NEVER),
    ('k: |\n  a\n{{ .x }}  b: 1\n', lambda x: {'k': 'a\n', x + '  b': 1}, NEVER),
    ('k: |\n  a\n{{ .x }}   # b\n', None, ALWAYS),
    ('k: |\n  a\n{{ .x }}   p{{ .x }}: 1\n', lambda x: {'k': 'a\n', x + '   p' + x: 1}, NEVER),
    ('k: |\n  a\n{{ .x }}{{ .x }}   \n  b\n', None, ALWAYS),
    ('k: |\n  {{ .x }}  a\n', lambda x: {'k': x + '  a\n'}, NEVER),
    ('k: |-\n  {{ .x }}\n\n    a\n   b\nz: 1\n', lambda x: {'k': x + '\n\n  a\n b', 'z': 1}, NEVER),
    ('- k: |\n{{ .x | indent 6 }}\n        a\n', lambda x: [{'k': x + '\n  a\n'}], NEVER),
    ('k: |\n      {{ .x }}\n  {{ .x }}\n', lambda x: {'k': ''} if not x else (), NEVER),
    ('k: >\n  {{ .x }}\n    {{ .x }}\n  a\n', lambda x: {'k': x + '\n  ' + x + '\na\n'} if x else (), NEVER),
    ('k: >\n  a\n    b {{ .x }}\n  c\n', lambda x: {'k': 'a\n  b ' + x + '\nc\n'}, NEVER),
    ('k:\n  a: 1\n{{ .e | toJson | trimAll "{}" | indent 2 }}- {{ .x }}: 2\n', lambda x: {'k': {'a': 1, '- ' + x: 2}}, NEVER),
    ('{{ define "v" }}{{ if eq .x "?!" }}{{ fail "no" }}{{ end }}{{ end }}{{- include "v" . -}}\n---\nk: {{ .x }}\n{{ include "v" . -}}\n---\n- {{ .x }}\n', lambda x: ({'k': x}, [x]), NEVER),
    # A marker, a quoted key and its colon at the end of a text.
    ('k: 1\n---{{ if .b }}"{{ .x }}"{{ end }}\n', None, ALWAYS),
    ('---{{ if .b }}a{{ .x }}{{ end }}\n', lambda x: '---a' + x, ROOT),
    ('---{{ if .b }}\na: {{ .x }}{{ end }}\n---{{ if .b }} {{ .x }}{{ end }}\n', lambda x: ({'a': x}, x), ROOT),
    ('k:\n  "a{{ .x }}":{{ if .b }}b{{ .x }}{{ end }}\n', None, ALWAYS),
    ('{{ define "t" }}--- {{ .x }}{{ end }}k:\n  {{- include "t" . | nindent 2 }}\n', K(lambda x: '--- ' + x), NEVER),
    ('{{ define "t" }}--- "{{ .x }}"{{ end }}- {{ include "t" . | indent 2 | trim }}\n', lambda x: ['--- "' + x + '"'], NEVER),
    ('{{ quote .x }}k:{{ .x }}\n', None, ROOT),
    ('k: "\n{{ .x }} b"\n', K(lambda x: ' ' + x + ' b'), NEVER),
    ('%TAG !e! {{ .x }}\n---\nk: !e!foo a\n', None, ALWAYS),
    ('{{ .x }}', lambda x: x or (), ROOT),
    # An empty value is indented, and counts when the block scalar's indentation is detected.
    ('k: |\n  t\n{{ .x | indent 2 }}a: b\n', lambda x: {'k': 't\n' + x + 'a: b\n'}, NEVER),
    ('k: |\n {{ .x | indent 6 }} t\n', lambda x: {'k': x + ' t\n'}, NEVER),
    ('k:\n  - a: |\n      t\n   {{ .x | nindent 6 -}}\nb: 1\n', lambda x: {'k': [{'a': 't\n\n' + x + 'b: 1\n'}]} if x.strip() == x and x else (), NEVER),
    ('k: |\n    {{ .x }}\n  # c\nz: 1\n', lambda x: {'k': clip(x + '\n'), 'z': 1}, NEVER),
    ('k: |\n    {{ .x }}\n  {{ .x }}  t\n', None, ALWAYS),
    ('k: |\n  {{ .x }}\ta\n', lambda x: {'k': x + '\ta\n'}, NEVER),
    ('{{ define "t" }}{{ .x }}{{ end }}k:\n  {{ include "t" . }}\n  - b\n', lambda x: {'k': x + ' - b'} if x else {'k': ['b']}, NEVER),
    ('k: 1\n{{ toYaml .m }}\n    ', lambda x: {'k': 1, 'x': x, 'l': [x, [x]]}, NEVER),
    ('a: {{ .x }}\n{{ .x }}\t\nb: 1\n', lambda x: {'a': x, 'b': 1} if not x else (), NEVER),
    # The result of an include does not depend on the values in it.
    ('{{ define "b" }}[{{ .x }}]{{ end }}{{ $v := include "b" . }}k:\n  {{ $v | nindent 2 }}\nl:\n  {{- with include "b" . }}{{ . | nindent 2 }}{{ end }}\n', lambda x: {'k': [x], 'l': [x]}, NEVER),
    ('{{ define "b" }}- {{ .x }}{{ end }}k:\n  {{- $v := include "b" . }}{{ $v | nindent 2 }}\n', lambda x: {'k': [x]}, NEVER),
    ('{{ define "b" }}{{ .x }}{{ end }}{{ define "a" }}{{ include "b" . }}\nk1: 1{{ end }}r: 1{{ include "a" . }}\n# {{ include "a" . }}\n', None, NEVER),
    ('{{ define "b" }}{{ .x }}{{ end }}{{ include "b" . -}}\n- a\n', lambda x: x + '- a', ROOT),
    ('{{ toYaml .m }}\n  {{ .x }} # c\n', None, ALWAYS),
    ('{{ define "v" }}|\n    {{ .x }}\n{{ end }}k:\n  {{ include "v" . }}\n  # c\nz: 1\n', lambda x: {'k': clip(x + '\n'), 'z': 1}, NEVER),
    ('k:\n{{ tpl (toYaml .e | indent 2) . }}\nl:\n{{ tpl (toYaml .t.a | indent 2) . }}\nm: {{ tpl (toYaml .t.a | nindent 2) . }}\n', lambda x: {'k': {}, 'l': x, 'm': x}, NEVER),
    ('{{ define "v" }}{{ if not .b }}{{ fail "no" }}{{ end }}{{ end }}k: |\n      {{ include "v" . }}\n  {{ .x }}\nl: "{{ include "v" . }}{{ .x }}"\n', None, lambda x: x != ''),
    ('{{ define "n" }}{{ .x }}{{ end }}{{ define "l" }}a: {{ .x }}{{ end }}\n{{ $n := include "n" . }}\nk: {{ $n }}\n{{ $l := include "l" . }}\nl: {{ $n | quote }}\nm:\n  {{- $l | nindent 2 }}\n', lambda x: {'k': x, 'l': x, 'm': {'a': x}}, NEVER),
    # An include is rendered once; its beginning decides whether it is text or structure.
    ('{{ define "t" }}{{ if .f }}\n{{ end }}{{ $_ := set .d "n" (add .d.n 1) }}k{{ .d.n }}{{ end }}{{ define "u" }}\nz: {{ include "t" . }}{{ end }}{{ $d := dict "f" false "d" (dict "n" 0) }}a: {{ include "t" $d }}{{ include "u" $d }}\nb: {{ .x }}\n', lambda x: {'a': 'k1', 'z': 'k2', 'b': x}, NEVER),
    ('{{ define "t" }}{{ if not .b }}\n{{ end }}"un: [{{ .x }}{{ end }}{{ define "u" }}{{ include "t" . }}{{ end }}a: {{ include "u" . }}\n', None, ALWAYS),
    ('{{ define "t" }}{{ if .b }}\n{{ end }}k: {{ .x }}{{ end }}{{ define "u" }}{{ template "t" . }}{{ end }}{{ define "v" }}{{ include "u" . }}{{ end }}a: {{ include "v" . }}\n', lambda x: {'a': None, 'k': x}, NEVER),
    ('{{ define "t" }}{{ if .b }}\n{{ end }}  k: {{ .x }}{{ end }}{{ define "u" }}{{ template "t" . }}{{ end }}{{ define "v" }}{{ include "u" . }}{{ end }}a: {{ include (print "v") . }}\n', lambda x: {'a': {'k': x}}, NEVER),
    # Structure in variables, and templates in structure.
    ('{{ define "t" }}a: {{ .x }}\nb:\n- {{ .x }}{{ end }}{{ $w := include "t" . | len }}{{ $y := (include "t" .) }}k:\n  {{- with include "t" . }}\n  l:\n    {{- trim . | nindent 4 }}\n  m: {{ . | quote }}\n  {{- end }}\nz:\n{{ $y | indent 2 }}\nw:\n  - {{ $y | nindent 4 }}\n  - {{ $y | indent 4 | trim }}\n', lambda x: {'k': {'l': {'a': x, 'b': [x]}, 'm': lambda s: 'b:\n- ' in s}, 'z': {'a': x, 'b': [x]}, 'w': [{'a': x, 'b': [x]}] * 2}, NEVER),
    ('{{ define "t" }}a: {{ .x }}\nb: 1{{ end }}{{ $y := include "t" . }}{{ $z := trimSuffix "1" $y }}k:\n  {{- $z | nindent 2 }}\n', lambda x: {'k': {'a': x, 'b': None}}, NEVER),
    ('{{ define "t" }}{{ .x }}{{ end }}{{ $y := include "t" . }}k: {{ $y }}\nz:\n  {{- with include "t" . }}\n  p{{ . }}: {{ $y | quote }}\n  {{- end }}\n', lambda x: {'k': x, 'z': {'p' + x: x} if x else None}, NEVER),
    ('k:\n  {{- tpl (toYaml .t) . | nindent 2 }}\nl:\n{{ tpl (toYaml .t | indent 2) . }}\nm:\n  {{ tpl (toYaml .t | nindent 2) $ }}\n', lambda x: {k: {'a': x, 'p' + x: ['q' + x]} for k in 'klm'}, NEVER),
    ('k: {{ tpl (toYaml .t.a) . }}\nl: {{ tpl (quote .t.a) . }}\nm: {{ tpl (toJson .t) . }}\n', lambda x: {'k': x, 'l': x, 'm': {'a': x, 'p' + x: ['q' + x]}}, NEVER),
    ('{{ define "r" }}{{ $v := ternary .v (toYaml .v) (typeIs "string" .v) }}{{ if contains "{{" (toJson .v) }}{{ tpl $v .c }}{{ else }}{{ $v }}{{ end }}{{ end }}k:\n  {{- include "r" (dict "v" .t "c" .) | nindent 2 }}\nl: {{ include "r" (dict "v" .t.a "c" .) }}\n', lambda x: {'k': {'a': x, 'p' + x: ['q' + x]}, 'l': x}, NEVER),
    ('{{ define "t" }}---\na: {{ .x }}\n{{ end }}{{ include "t" . }}\n{{ include "t" . }}', lambda x: ({'a': x}, {'a': x}), NEVER),
    ('{{ define "t" }}---\na: {{ .x }}\n{{ end }}k:\n{{ include "t" . | indent 2 }}', None, ALWAYS),
    # Text may continue after an include.
    ('{{ define "t" }}- name: {{ .x }}\n  v: {{ .x }}{{ end }}k:\n  {{- include "t" . | nindent 2 }}\n    # {{ .x }}\n    w: {{ .x }}\n  - z\n', lambda x: {'k': [{'name': x, 'v': x, 'w': x}, 'z']}, NEVER),
    ('{{ define "t" }}a:\n  b: {{ .x }}{{ end }}{{ include "t" . }}\n  c: {{ .x }}\nd:\n  {{- include "t" . | nindent 2 }}\n    c: 1\ne: 2\n', lambda x: {'a': {'b': x, 'c': x}, 'd': {'a': {'b': x, 'c': 1}}, 'e': 2}, NEVER),
    ('{{ define "t" }}a:{{ end }}{{ define "u" }}{{ include "t" . }}\n{{ end }}{{ include "u" . }}  c: {{ .x }}\n', lambda x: {'a': {'c': x}}, NEVER),
    ('{{ define "t" }}a:{{ end }}{{ define "u" }}{{ include "t" . }}\n{{ end }}{{ include "u" . }}\n  c: {{ .x }}\n', lambda x: {'a': {'c': x}}, NEVER),
    ('{{ define "t" }}a: {{ .x }}{{ end }}{{ include "t" . }}\n  c\n', lambda x: {'a': x + ' c'}, NEVER),
    ('{{ define "t" }}a: {{ .x }}\n{{ end }}{{ include "t" . }}\n  c\n', lambda x: {'a': x + '\nc'}, NEVER),
    ('{{ define "t" }}a: |\n  {{ .x }}{{ end }}{{ include "t" . }}\n  c\n', lambda x: {'a': x + '\nc\n'}, NEVER),
    ('{{ define "t" }}a: |\n  {{ .x }}b{{ end }}{{ include "t" . }}\n  # {{ .x }}\n', lambda x: {'a': clip(x + 'b\n# ' + x + '\n')}, NEVER),
    ('{{ define "t" }}a:\n  {{- toYaml .n | nindent 2 }}\n{{ end }}{{ include "t" . }}\n  c: 1\n', lambda x: {'a': {'p' + x: x, 'c': 1}}, NEVER),
    ('{{ define "t" }}a:\n  {{- toYaml .n | nindent 2 }}{{ end }}{{ define "u" }}{{ include "t" . | indent 2 }}{{ end }}{{ include "u" . }}\n    c: 1\n', lambda x: {'a': {'p' + x: x, 'c': 1}}, NEVER),
    # Control.
    ('k: {{ if .b }}{{ .x }}{{ else }}none{{ end }}\nz: 1\n', lambda x: {'k': x, 'z': 1}, NEVER),
    ('k: {{ if .b }}"{{ .x }}"{{ else }}{{ .x }}{{ end }}\nz: 1\n', lambda x: {'k': x, 'z': 1}, NEVER),
    ('k: "a{{ if .b }}{{ .x }}{{ end }}{{ if not .b }}{{ .x }}{{ end }}"\n', K(lambda x: 'a' + x), NEVER),
    ('k: a{{ if .b }}-{{ .x }}{{ end }}\n{{ if .b }}z: {{ .x }}\n{{ end }}', lambda x: {'k': 'a-' + x, 'z': x}, NEVER),
    ('k:\n{{- range .s }}\n- {{ . }}\n{{- end }}\nz: 1\n', lambda x: {'k': [x, x], 'z': 1}, NEVER),
    ('k: [{{ range .s }}{{ . }}, {{ end }}b]\n', lambda x: {'k': [x, x, 'b']}, NEVER),
    ('k: [{{ range $i, $v := .s }}{{ if $i }}, {{ end }}{{ $v | quote }}{{ end }}]\n', lambda x: {'k': [x, x]}, NEVER),
    ('k:\n{{- range $k, $v := .n }}\n  {{ $k }}: {{ $v }}\n{{- end }}\nz: 1\n', lambda x: {'k': {'p' + x: x}, 'z': 1}, NEVER),
    ('{{ range .s }}---\nk: {{ . }}\n{{ end }}', lambda x: ({'k': x}, {'k': x}), NEVER),
    ('{{ with .m }}k: {{ .x }}\n{{ end }}z: {{ $.x }}\n', lambda x: {'k': x, 'z': x}, NEVER),
    ('{{ block "t" .m }}k: {{ .x }}\n{{ end }}z: 1\n', lambda x: {'k': x, 'z': 1}, NEVER),
    # Results of functions.
    ('k: {{ default "d" .x }}\n', K(lambda x: x or 'd'), NEVER),
    ('k: {{ .x | b64enc | b64dec }}\nz: {{ print .x }}\n', lambda x: {'k': x, 'z': x}, NEVER),
    ('k: {{ .x | toYaml | nindent 2 }}\nz: {{ list .x | toJson }}\n', lambda x: {'k': x, 'z': [x]}, NEVER),
    ('k:\n  {{- dict "a" .x "b" (list .x) | toYaml | nindent 2 }}\nz: 1\n', lambda x: {'k': {'a': x, 'b': [x]}, 'z': 1}, NEVER),
    ('k: {{ (dict "a" .x | toYaml | fromYaml).a }}\nz: {{ (dict "a" .x | toJson | fromJson).a }}\n', lambda x: {'k': x, 'z': x}, NEVER),
    ('{{ define "t" }}\n  p{{ .x }}: {{ .x }}\n{{- end }}k:\n  a: b\n  {{- include "t" . }}\n  z: 1\n', lambda x: {'k': {'a': 'b', 'p' + x: x, 'z': 1}}, NEVER),
    ('{{ define "t" }}\n  p{{ .x }}: {{ .x }}\n{{- end }}k: {{ include "t" . }}\nz: {{ include "t" . | trim }}\n', None, ALWAYS),
    ('{{ define "t" }}\np{{ .x }}: {{ .x }}{{ end }}k:\n  a: "b"\n{{- include "t" . | indent 2 }}\n{{- if .m }}\nz: 1{{ end }}\n', lambda x: {'k': {'a': 'b', 'p' + x: x}, 'z': 1}, NEVER),
    ('{{ define "t" }}\np{{ .x }}: {{ .x }}{{ end }}k: |\n  a\n  {{- include "t" . }}\nz: 1\n', lambda x: {'k': 'a\n', 'p' + x: x, 'z': 1}, NEVER),
    ('{{ define "t" }}p{{ .x }}: {{ .x }}{{ end }}k: 1\n{{ include "t" . }}\n{{- if .m }}\nz: 1\n{{- end }}\n', lambda x: {'k': 1, 'p' + x: x, 'z': 1}, NEVER),
    ('k: &a\n  {{- toYaml .n | nindent 2 }}\nz: *a\n', lambda x: {'k': {'p' + x: x}, 'z': {'p' + x: x}}, NEVER),
    ('k: |\n  {{ printf "a\\n%s" .x | indent 2 | trim }}\nz: 1\n', lambda x: {'k': 'a\n' + x + '\n', 'z': 1} if x and x == x.strip() else (), NEVER),
    ('k:\n  first: |\n    b\n  {{- .x | nindent 2 }}: 1\n  {{- printf "q%s" .x | nindent 2 }}.z: {{ .x }}\n', lambda x: {'k': {'first': 'b\n', x: 1, 'q' + x + '.z': x}}, NEVER),
    ('k:\n  {{- toYaml .n | nindent 2 }}\n  {{- .x | quote | nindent 2 }}: 1\nz: {{- .x | nindent 2 }}: 1\n', lambda x: {'k': {'p' + x: x, x: 1}, 'z': {x: 1}}, NEVER),
    ('k: a\n  {{- .x | nindent 2 }}\nz: 1\n', lambda x: {'k': 'a ' + x if x else 'a', 'z': 1}, NEVER),
    ('{{ toJson .x }}: v\n', lambda x: {x: 'v'}, NEVER),
    ('k:\n  a: b\n  {{- toYaml (list .x) | nindent 2 }}\n', None, ALWAYS),
    ('a: {{ .x }}\n"{{ .x }}"', None, ALWAYS),
    ('{{ define "t" }}a: 1\n{{ .x | quote }}{{ end }}k:\n  {{- include "t" . | nindent 2 -}}\n', None, ALWAYS),
    ('--- |\n{{ .x }}\n', None, lambda x: x != ''),
    ('{{ define "t" }}|\n  {{ .x }}{{ end }}k:\n{{ include "t" . | indent 2 }}\nz: 1\n', lambda x: {'k': clip(x + '\n'), 'z': 1}, NEVER),
    ('k:\n{{ toYaml .m | indent 2 }}\n    # c\nz: 1\n', lambda x: {'k': {'x': x, 'l': [x, [x]]}, 'z': 1}, NEVER),
    ('k:\n{{ toYaml .n | indent 2 }}\n          \n\nz: 1\n', lambda x: {'k': {'p' + x: x}, 'z': 1}, NEVER),
    ('{{ define "t" }}{{ toYaml .n }}\n{{ end }}k:\n{{ include "t" . | indent 2 }}\n\nz: 1\n', lambda x: {'k': {'p' + x: x}, 'z': 1}, NEVER),
    ('{{ toYaml .n }}', lambda x: {'p' + x: x}, NEVER),
    ('k: |\n    a\n{{ .e | toJson | trimAll "{}" | indent 2 }}    # {{ .x }}\nz: 1\n', None, ALWAYS),
    ('k: |\n  {{ .x }}\n{{- toYaml .n | nindent 0 }}\nz: 1\n', lambda x: {'k': clip(x + '\n'), 'p' + x: x, 'z': 1}, NEVER),
    ('k: |\n  {{ .x }}\n{{ toYaml .n }}\np: 1\n', lambda x: {'k': clip(x + '\n'), 'p' + x: x, 'p': 1} if x else (), NEVER),
    ('k: |\n      {{ .x }}\n   \n  t\n', None, ALWAYS),
    ('k: |\n  b\n  {{ .x }}\n  {{- toYaml .n | nindent 2 }}\nz: 1\n', None, NEVER),
    ('k: | #{{ if .x }}{{ end }} 1\n    {{ .x }}\nz: 1\n', lambda x: {'k': clip(x + '\n'), 'z': 1}, NEVER),
    ('{{ define "t" }}a: {{ .x }}{{ end }}k:\n{{ include "t" . | fromYaml | toYaml | indent 2 }}\nz: 1\n', lambda x: {'k': {'a': x}, 'z': 1}, NEVER),
]
for head, chomp in (('|', clip), ('|-', strip), ('|+', keep), ('|2', clip), ('|2-', strip), ('|+2', keep)):
    CONTEXTS += [
        ('k: %s\n  {{ .x }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c(x + '\n') if x else c(x + '\n'), 'z': 1}, NEVER),
        ('k: %s\n  a {{ .x }} b\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a ' + x + ' b\n'), 'z': 1}, NEVER),
        ('k: %s\n  a\n  {{ .x }}\n  b\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a\n' + x + '\nb\n'), 'z': 1}, NEVER),
        ('- %s\n  a\n  {{ .x }}\n- z\n' % head, lambda x, c=chomp: [c('a\n' + x + '\n'), 'z'], NEVER),
        ('k: %s\n{{ .x | indent 2 }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c(x + '\n'), 'z': 1}, NEVER),
        ('k: %s\n  a\n{{ .x | indent 2 }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a\n' + x + '\n'), 'z': 1}, NEVER),
        ('k: %s\n  {{- .x | nindent 2 }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c(x + '\n'), 'z': 1}, NEVER),
        ('- k: %s\n    {{ .x }}\n  z: 1\n' % head, lambda x, c=chomp: [{'k': c(x + '\n'), 'z': 1}], NEVER),
        ('k: %s\n  {{ .x }}-{{ .x }}\n  a {{ .x }}{{ .x }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c(x + '-' + x + '\na ' + x + x + '\n'), 'z': 1}, NEVER),
        ('k: %s\n  a\n\n  {{ .x }}' % head, lambda x, c=chomp: {'k': c('a\n\n' + x + '\n')}, NEVER),
        ('k: %s\n  a\n{{ .x }}: {{ .x }}\n' % head, lambda x, c=chomp: {'k': c('a\n'), x: x}, NEVER),
        ('k:\n  a: %s\n    b\n  p{{ .x }}: 1\n{{ .x | quote }}: 2\n' % head, lambda x, c=chomp: {'k': {'a': c('b\n'), 'p' + x: 1}, x: 2}, NEVER),
        ('k:\n  a: %s\n    b\n{{ toYaml .n | indent 2 }}\nz: 1\n' % head, lambda x, c=chomp: {'k': {'a': c('b\n'), 'p' + x: x}, 'z': 1}, NEVER),
        ('{{ define "t" }}p{{ .x }}: {{ .x }}{{ end }}k: %s\n  a\n{{ include "t" . }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a\n'), 'p' + x: x, 'z': 1}, NEVER),
    ]
for head, chomp in (('>', clip), ('>-', strip), ('>+', keep)):
    CONTEXTS += [
        ('k: %s\n  {{ .x }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c(x + '\n'), 'z': 1}, NEVER),
        ('k: %s\n  a {{ .x }} b\n  c\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a ' + x + ' b c\n'), 'z': 1}, NEVER),
        ('k: %s\n  a\n  {{ .x }}\n  b\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a ' + x + ' b\n' if x else 'a\nb\n'), 'z': 1}, NEVER),
    ]

def kv(x):
    s = json.dumps(x, ensure_ascii=False)
    s = ''.join('\\u%04x' % ord(c) if ord(c) < 32 or 0x7f <= ord(c) < 0xa0 else c for c in s)
    p = json.dumps('p' + x, ensure_ascii=False)
    p = ''.join('\\u%04x' % ord(c) if ord(c) < 32 or 0x7f <= ord(c) < 0xa0 else c for c in p)
    return '.t.a="{{ .x }}"\n.t["p{{ .x }}"][0]="q{{ .x }}"\n.e={}\n.b=true\n.s[0]=%s\n.s[1]=%s\n.x=%s\n.m.x=%s\n.m.l[0]=%s\n.m.l[1][0]=%s\n.n[%s]=%s\n' % (s, s, s, s, s, s, p, s)

def run(cmd, data):
    p = subprocess.run(cmd, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return p.returncode, p.stdout, p.stderr

bad = checked = refused = 0
seen = {}
def complain(template, x, out, why):
    global bad
    bad += 1
    seen[template] = seen.get(template, 0) + 1
    if seen[template] <= 2:
        print('FAIL %r\n  with %r\n  got %r\n  %s' % (template, x, out, why))

MARK = '#@@@\n'

def render(path, xs):
    """Returns the output for each of xs, or None if it was refused."""
    outs = []
    while len(outs) < len(xs):
        todo = xs[len(outs):]
        rc, out, err = run(['tmpl-render', path], '---\n'.join(map(kv, todo)).encode())
        chunks = out.decode().split(MARK)[1:]
        for i, c in enumerate(chunks):
            outs.append((c[:-4] if i + 1 < len(chunks) and c.endswith('---\n') else c, ''))
        if rc == 0:
            break
        outs.append((None, err.decode()))
    return outs

def check(path, template, scalars, want, may):
    global checked, refused
    all_out, all_want = [], []
    xs = [x for x in scalars if want is None or want(x) != ()]
    for x, (out, err) in zip(xs, render(path, xs)):
        checked += 1
        if (out is None) != may(x) and not ('a key is longer than' in err and len(x) > 300):
            complain(template, x, out, err or 'was not refused')
        if out is None:
            refused += 1
            continue
        try:
            got, core = read(out)
        except Exception as e:
            complain(template, x, out, e)
            continue
        if want is None:
            continue
        w = want(x)
        w = list(w) if isinstance(w, tuple) else [w]
        if not same(got, w):
            complain(template, x, out, 'YAML 1.1 reads %r, not %r' % (got, w))
        elif not same(core, w):
            complain(template, x, out, 'YAML 1.2 reads %r, not %r' % (core, w))
        elif w and not out.startswith('%'):
            all_out.append(out if out.endswith('\n') else out + '\n')
            all_want += w
    rc, recs, err = run(['yaml2kv'], ''.join('---\n' + o if not o.startswith('---') else o for o in all_out).encode())
    ours = [json.loads(l) for l in run(['kv2yaml', '-j'], recs)[1].decode().split('\n') if l]
    if rc or not same(ours, all_want):
        for o, w in zip(ours, all_want):
            if not same(o, w):
                return complain(template, w, o, 'our own reader differs')
        complain(template, '', '', err.decode())

pick = random.Random(1)
count = len(SCALARS) if len(sys.argv) > 1 or os.environ.get('WHOLE') else len(SCALARS) // 3
only = sys.argv[1] if len(sys.argv) > 1 else ''
with tempfile.TemporaryDirectory() as d:
    for i, (template, want, may) in enumerate(CONTEXTS):
        if only not in template:
            continue
        path = os.path.join(d, '%d.tmpl' % i)
        with open(path, 'w') as f:
            f.write(MARK + template)
        check(path, template, pick.sample(SCALARS, count), want, may)
print('%d cases, %d refused, %d failed' % (checked, refused, bad))
sys.exit(1 if bad or not checked else 0)
