#!/usr/bin/python3
"""Every nasty scalar in every context of YAML mode: an independent reader (PyYAML) and our own must
read back exactly the intended structure and string, or tmpl-render must have refused. Contexts marked
never may not refuse at all.  tmpl-render-contexts.py [CONTEXT]: only those whose text holds CONTEXT."""
import json, subprocess, sys, tempfile, os
import yaml

SCALARS = ['', ' ', 'a', 'on', 'yes', 'no', 'y', 'n', 'null', '~', 'true', 'False', '012', '08', '1e3', '1_000',
    '0x1f', '0o14', '0b1', '.inf', '-.inf', '.nan', '1.5', '+1', '-0', '12:30:45', '2001-01-01',
    '2001-12-14t21:59:43.10-05:00', '=', '<<', '-', '--', '---', '...', '- a', '-a', '? a', '?', ':', '::', 'a:', ':a',
    'a: b', 'a:b', 'a #b', 'a#b', '#', '# c', '{', '}', '[', ']', ',', '{a: b}', '[a]', '*x', '&x', '!x', '!!str', '|', '>',
    '%', '%YAML', '@', '`', '"', "'", '""', "''", 'a"b', "a'b", '\\', 'a\\', '\\n', ' a', 'a ', '  a  ', '\ta', 'a\t', 'a\tb',
    'a\nb', 'a\n', '\na', 'a\n\n', '\n', '\n\n', 'a\n\nb', 'a\n b', 'a\n  b\nc', ' a\nb', 'a \nb', 'a\n\tb', '\n a', 'a\n ',
    'a\n---\nkind: Secret', '---\nkind: Secret\n', 'a\nkind: Secret', 'x: |\n y', '{{ .x }}', 'a\rb', 'a\r\nb', '\x00', '\x01', '\x1b[31m', '\x7f', '\x85', 'a\xa0',
    '\u2028', 'a\u2029b', '\ufeff', '\ufeffa', 'é', '日本', '😀', 'a' * 300, ('word ' * 60).strip(), ("it's " * 40).strip(),
    'a: ' * 50, 'key: value\n' * 3, '- x\n- y\n', '"quoted"', "'quoted'", '"a": 1', 'a,b', 'a]b', 'a}b', 'null\n', 'a\n#b', '\n#b', '#b\nc', 'a \n', ' \n ', '\t\n']

def clip(s):
    return s.rstrip('\n') + '\n' if s.strip('\n') else ''
def strip(s):
    return s.rstrip('\n')
def keep(s):
    return s

def lit(x):
    return x
K = lambda f: lambda x: {'k': f(x)}
NEVER, MAY = True, False
# template, what it must read as (one document, or a tuple of many), may it refuse
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
    ('k: {{ .x }}: {{ .x }}\n', None, MAY),
    ('k: {{ .x }}:{{ .x }}\n', K(lambda x: x + ':' + x), NEVER),
    ('k: http://{{ .x }}:80/{{ .x }}\n', K(lambda x: 'http://' + x + ':80/' + x), NEVER),
    ('{{ .x }}: v\n', lambda x: {x: 'v'} if x else None, MAY),
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
    ("k: \"a {{ .x }}\n  b\"\n", K(lambda x: 'a ' + x + ' b' if x else 'a b'), MAY),
    ("k: 'a {{ .x }}\n  b'\n", K(lambda x: 'a ' + x + ' b' if x else 'a b'), MAY),
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
    ("k: '{{ toJson .m }}'\n", lambda x: {'k': json.dumps({'l': [x, [x]], 'x': x})}, None),
    ('{{ define "t" }}a: {{ .x }}\nb:\n- {{ .x }}{{ end }}k:\n  {{- include "t" . | nindent 2 }}\nz: 1\n', lambda x: {'k': {'a': x, 'b': [x]}, 'z': 1}, NEVER),
    ('{{ define "t" }}a: {{ .x }}\n{{ end }}k:\n  {{ include "t" . }}\nz: 1\n', lambda x: {'k': {'a': x}, 'z': 1}, NEVER),
    ('{{ define "t" }}a-{{ .x }}{{ end }}k: {{ include "t" . }}\nz: {{ include "t" . | quote }}\n', lambda x: {'k': 'a-' + x, 'z': 'a-' + x}, NEVER),
    ('{{ define "t" }}a-{{ .x }}{{ end }}k: {{ template "t" . }}\nz: "{{ template "t" . }}"\n', lambda x: {'k': 'a-' + x, 'z': 'a-' + x}, NEVER),
    ('k: {{ tpl "{{ .x }}" . }}\n', K(lit), NEVER),
    ('k: {{ .x | nindent 2 }}\n', None, MAY),
    ('k: &a {{ .x }}\nz: *a\n', lambda x: {'k': x, 'z': x}, NEVER),
    ('k: !!str {{ .x }}\n', K(lit), NEVER),
    ('k: &{{ .x }} a\n', None, MAY),
    ('k: a\n  b {{ .x }}\n', None, MAY),
    ('k: {{ .x }}\n  b\n', None, MAY),
    ('{{ .x }}\n', lambda x: x if x else (), NEVER),
    ('--- {{ .x }}\n', lit, NEVER),
]
for head, chomp in (('|', clip), ('|-', strip), ('|+', keep), ('|2', clip), ('|2-', strip)):
    CONTEXTS += [
        ('k: %s\n  {{ .x }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c(x + '\n') if x else c(x + '\n'), 'z': 1}, MAY),
        ('k: %s\n  a {{ .x }} b\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a ' + x + ' b\n'), 'z': 1}, MAY),
        ('k: %s\n  a\n  {{ .x }}\n  b\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a\n' + x + '\nb\n'), 'z': 1}, MAY),
        ('- %s\n  a\n  {{ .x }}\n- z\n' % head, lambda x, c=chomp: [c('a\n' + x + '\n'), 'z'], MAY),
        ('k: %s\n{{ .x | indent 2 }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c(x + '\n'), 'z': 1}, MAY),
        ('k: %s\n  a\n{{ .x | indent 2 }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a\n' + x + '\n'), 'z': 1}, MAY),
        ('k: %s\n  {{- .x | nindent 2 }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c(x + '\n'), 'z': 1}, MAY),
        ('  - k: %s\n      {{ .x }}\n    z: 1\n' % head, lambda x, c=chomp: [{'k': c(x + '\n'), 'z': 1}], MAY) if '2' not in head else ('k: 1\n', lambda x: {'k': 1}, MAY),
    ]
for head, chomp in (('>', clip), ('>-', strip), ('>+', keep)):
    CONTEXTS += [
        ('k: %s\n  {{ .x }}\nz: 1\n' % head, lambda x, c=chomp: {'k': c(x + '\n'), 'z': 1}, MAY),
        ('k: %s\n  a {{ .x }} b\n  c\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a ' + x + ' b c\n'), 'z': 1}, MAY),
        ('k: %s\n  a\n  {{ .x }}\n  b\nz: 1\n' % head, lambda x, c=chomp: {'k': c('a ' + x + ' b\n'), 'z': 1}, None),
    ]
BLOCK_EMPTY = {'|': '', '>': ''}

def kv(x):
    s = json.dumps(x, ensure_ascii=False)
    s = ''.join('\\u%04x' % ord(c) if ord(c) < 32 or 0x7f <= ord(c) < 0xa0 else c for c in s)
    p = json.dumps('p' + x, ensure_ascii=False)
    p = ''.join('\\u%04x' % ord(c) if ord(c) < 32 or 0x7f <= ord(c) < 0xa0 else c for c in p)
    return '.e={}\n.x=%s\n.m.x=%s\n.m.l[0]=%s\n.m.l[1][0]=%s\n.n[%s]=%s\n' % (s, s, s, s, p, s)

class Strict(yaml.SafeLoader):
    pass
Strict.yaml_implicit_resolvers = {k: [r for r in v if r[0] != 'tag:yaml.org,2002:timestamp'] for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}

def run(cmd, data):
    p = subprocess.run(cmd, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return p.returncode, p.stdout, p.stderr

def same(a, b):
    return type(a) == type(b) and (
        a.keys() == b.keys() and all(same(a[k], b[k]) for k in a) if isinstance(a, dict) else
        len(a) == len(b) and all(map(same, a, b)) if isinstance(a, (list, tuple)) else a == b)

bad = checked = refused = 0
seen = {}
def complain(template, x, out, why):
    global bad
    bad += 1
    seen[template] = seen.get(template, 0) + 1
    if seen[template] <= 2:
        print('FAIL %r\n  with %r\n  gave %r\n  %s' % (template, x, out, why))

MARK = '#@@@\n'

def render(path, xs):
    """The output for each of xs, None where it was refused."""
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

def check(path, template, want, may):
    global checked, refused
    all_out, all_want = [], []
    xs = [x for x in SCALARS if want is None or want(x) != ()]
    for x, (out, err) in zip(xs, render(path, xs)):
        checked += 1
        if out is None:
            refused += 1
            if may is NEVER:
                complain(template, x, out, err)
            continue
        try:
            got = list(yaml.load_all(out, Strict))
        except Exception as e:
            complain(template, x, out, e)
            continue
        if want is None or may is None:
            continue
        w = want(x)
        w = list(w) if isinstance(w, tuple) else [w]
        if not same(got, w):
            complain(template, x, out, 'PyYAML reads %r, not %r' % (got, w))
        elif w:
            all_out.append(out if out.endswith('\n') else out + '\n')
            all_want += w
    rc, recs, err = run(['yaml2kv'], ''.join('---\n' + o if not o.startswith('---') else o for o in all_out).encode())
    ours = [json.loads(l) for l in run(['kv2yaml', '-j'], recs)[1].decode().split('\n') if l]
    if rc or not same(ours, all_want):
        for o, w in zip(ours, all_want):
            if not same(o, w):
                return complain(template, w, o, 'our own reader differs')
        complain(template, '', '', err.decode())

only = sys.argv[1] if len(sys.argv) > 1 else ''
with tempfile.TemporaryDirectory() as d:
    for i, (template, want, may) in enumerate(CONTEXTS):
        if only not in template:
            continue
        path = os.path.join(d, '%d.tmpl' % i)
        with open(path, 'w') as f:
            f.write(MARK + template)
        check(path, template, want, may)
print('%d cases, %d refused, %d failed' % (checked, refused, bad))
sys.exit(1 if bad else 0)
