"""Renders values of every kind in every position of YAML mode, on every route to it. Two independent
readers, one of YAML 1.1 and one of 1.2, and our own must read the intended structure and exactly the
value, or tmpl-render must refuse it and name the place of an action.
tmpl-render-kinds.py [SEED]: each action in each position by one route, chosen by SEED: about 19,000 cases; or all routes
if the environment has WHOLE: 369,085 cases, which take a minute or two."""
import itertools, json, os, random, re, subprocess, sys, tempfile
sys.dont_write_bytecode = True
import yaml
from yaml_readers import Reader11, documents, read, same

REFUSED = 'refused'
KINDS = [
    {'a1': 'b', 'c1': {'d': ['e', 1]}}, {'k1': 'l\nm: n\n', 'on': 'on', '012': ' x'}, {'q1': {}, 'r1': [], 's1': '', 't1': None},
    {'a: b': {'- c': '# d'}}, {'a': 1}, ['p', {'q': 1, 'r': ['s']}, []], ['- x', 'y: z', 'on', '1e3', '"', "'"], [['a'], [['b']]],
    [None, '', {}, []], [{}], [[]], [{'x': 1}, {'x': 2}], {'x1': [{'y': {'z': [1.5, True, None]}}]},
    7, -3, 1.5, True, False, None, '', {}, [], 'text', 'a b', 'null', 'on', '012', '1e3', '~', 'a: b', 'a\nb', '- a', '# c',
    '{a: b}', '[a]', '"q"', "it's", 'a #b', '*x', '|', '---', 'a\nkind: Secret', '---\nkind: Secret', '\ue0000\ue001', '#\ue001', ':', '-', '?',
]


def is_collection(v):
    return isinstance(v, (dict, list))


def go(v):
    """Returns v as Go prints it."""
    if isinstance(v, dict):
        return 'map[' + ' '.join(k + ':' + go(v[k]) for k in sorted(v)) + ']'
    if isinstance(v, list):
        return '[' + ' '.join(map(go, v)) + ']'
    if v is None:
        return '<nil>'
    return str(v).lower() if isinstance(v, bool) else str(v)


def loads(text):
    return documents(Reader11, list(yaml.parse(text, yaml.SafeLoader)))[0]


# The actions that print a value. is_text: whether a text is what Helm prints for the action.
PRINT, YAML, JSON, QUOTE = ACTIONS = ['.v', 'toYaml .v', 'toJson .v', '.v | quote']


def is_text(action, v, text):
    try:
        if action == PRINT:
            return text == go(v)
        if action == YAML:
            return same(loads(text), v)
        return same(json.loads(text), v if action == JSON else go(v))
    except (ValueError, yaml.YAMLError):
        return False


def text_of(action, v, before='', after='', chomp=lambda s: s):
    """A text that contains the value."""
    if v is None and action == PRINT:
        return REFUSED
    if v is None and action == QUOTE:
        return chomp(before + after)
    if action == PRINT:
        return chomp(before + go(v) + after)
    # After chomping, the text must be equal to what was got.
    def good(got):
        for end in ('', '\n'):
            t = got + end
            if isinstance(got, str) and t.startswith(before) and t.endswith(after):
                inner = t[len(before):len(t) - len(after)]
                if is_text(action, v, inner) and chomp(t) == got:
                    return True
        return False
    return good


def node(action, v):
    if action == QUOTE:
        return go(v) if v is not None else (lambda got: got in (None, ''))
    return v


def alone(action, v):
    """On a line of its own: an action that prints nothing is null."""
    if v is None and action in (PRINT, QUOTE) or v == '' and action == PRINT:
        return None
    return node(action, v)


def key(action, v):
    """A key is the text of a scalar."""
    if v is None and action == QUOTE:
        return lambda got: got in ('', None)
    if is_collection(v) and action != QUOTE or v is None:
        return REFUSED
    return go(v)


def beside(action, v, before, after):
    """A plain scalar that contains text and the value."""
    return REFUSED if action == YAML and is_collection(v) else text_of(action, v, before, after)


def put(f, x):
    return REFUSED if x is REFUSED else f(x)


def is_nothing(action, v):
    return action == PRINT and v in ('', None) and v is not False or action == QUOTE and v is None


def entries(action, v, around):
    """Among the entries of a mapping."""
    if is_nothing(action, v):
        return around
    if action != YAML or not isinstance(v, dict) or v.keys() & around.keys():
        return REFUSED
    return {**around, **v}


def items(action, v):
    if is_nothing(action, v):
        return ['a', 'z']
    return ['a'] + v + ['z'] if action == YAML and isinstance(v, list) else REFUSED


def list_place(action, v):
    """Below a key without a value, in its column: a list, or nothing."""
    if is_nothing(action, v) or action == YAML and v == {}:
        return None
    return v if action == YAML and isinstance(v, list) else REFUSED


def one_line(action, v, x):
    """A text of several lines cannot be the whole document."""
    return REFUSED if isinstance(x, str) and '\n' in x and action in (PRINT, YAML) else x


def root(action, v):
    if is_nothing(action, v):
        return ()
    return one_line(action, v, node(action, v))


def in_brackets(action, v):
    """Alone on a line within []."""
    if is_nothing(action, v):
        return []
    return REFUSED if action == YAML and isinstance(v, list) else [node(action, v)]


def in_braces(action, v):
    return put(lambda k: {'k': {k: None}}, key(action, v)) if not is_nothing(action, v) else {'k': {}}


def clip(s):
    return s.rstrip('\n') + '\n' if s.strip('\n') else ''


def strip(s):
    return s.rstrip('\n')


def keep(s):
    return s


K = lambda f: lambda a, v: put(lambda x: {'k': x}, f(a, v))
KZ = lambda f: lambda a, v: put(lambda x: {'k': x, 'z': 1}, f(a, v))
T = lambda before='', after='': lambda a, v: beside(a, v, before, after)
Q = lambda before='', after='', chomp=keep: lambda a, v: text_of(a, v, before, after, chomp)
# @ is the action; @N, @I: by nindent and indent to 2 columns.
POSITIONS = [
    ('k: @\n', K(node)), ('k: @', K(node)), ('k: @ # c\nz: 1\n', KZ(node)), ('- @\n- b\n', lambda a, v: [node(a, v), 'b']),
    ('- - @\n  - b\n', lambda a, v: [[node(a, v), 'b']]), ('- a: @\n  b: 1\n', lambda a, v: [{'a': node(a, v), 'b': 1}]),
    ('k: [@, b]\n', lambda a, v: {'k': [node(a, v), 'b']}), ('k: {a: @, b: 1}\n', lambda a, v: {'k': {'a': node(a, v), 'b': 1}}),
    ('k: [\n  a, @\n]\n', lambda a, v: {'k': ['a', node(a, v)]}), ('k: &x @\nz: 1\n', KZ(node)), ('? k\n: @\nz: 1\n', KZ(node)),
    ('k: [\n  @\n]\n', K(in_brackets)), ('--- @\n', lambda a, v: one_line(a, v, node(a, v))), ('@\n', root), ('---\n@\n...\n', root), ('k:\n  @\nz: 1\n', KZ(alone)),
    ('k:\n  - @\nz: 1\n', lambda a, v: {'k': [node(a, v)], 'z': 1}), ('k:\n-   @\nz: 1\n', lambda a, v: {'k': [node(a, v)], 'z': 1}),
    ('@: x\nz: 1\n', lambda a, v: put(lambda x: {x: 'x', 'z': 1}, key(a, v)) if not callable(key(a, v)) else None),
    ('k:\n  @: x\n', lambda a, v: put(lambda x: {'k': {x: 'x'}}, key(a, v)) if not callable(key(a, v)) else None),
    ('? @\n: x\n', lambda a, v: put(lambda x: {x: 'x'}, key(a, v)) if not callable(key(a, v)) and not is_nothing(a, v) else None),
    ('"@": x\n', lambda a, v: put(lambda x: {x: 'x'}, text_of(a, v)) if a == PRINT else None),
    ('p@: x\n', lambda a, v: put(lambda x: {x: 'x'}, text_of(a, v, 'p')) if a == PRINT else None),
    ('k: a@b\n', K(T('a', 'b'))), ('k: a @ b # c\nz: 1\n', KZ(T('a ', ' b'))), ('k: a@\n', K(T('a', ''))), ('- x@y\n', lambda a, v: put(lambda x: [x], T('x', 'y')(a, v))),
    ('k: [a@b]\n', lambda a, v: put(lambda x: {'k': [x]}, T('a', 'b')(a, v))), ('k: a\n  b @\n', K(T('a b ', ''))),
    ('k: "@"\n', K(Q())), ("k: '@'\n", K(Q())), ('k: "a @ b" # c\n', K(Q('a ', ' b'))), ("k: 'a @\n  b'\n", K(Q('a ', ' b'))),
    ('k: ["@", b]\n', lambda a, v: put(lambda x: {'k': [x, 'b']}, text_of(a, v))),
    ('# @\nk: 1\n', lambda a, v: {'k': 1}), ('k: 1 # @\nz: 1\n', lambda a, v: {'k': 1, 'z': 1}), ('k:\n  # @\n  a: 1\n', lambda a, v: {'k': {'a': 1}}),
    ('k:\n  a: 1\n  @\n  z: 1\n', K(lambda a, v: entries(a, v, {'a': 1, 'z': 1}))), ('a: 1\n@\nz: 1\n', lambda a, v: entries(a, v, {'a': 1, 'z': 1})),
    ('k:\n  a: 1\n@I\n  z: 1\n', K(lambda a, v: entries(a, v, {'a': 1, 'z': 1}))), ('k:\n  a: 1\n  @N\n  z: 1\n', K(lambda a, v: entries(a, v, {'a': 1, 'z': 1}))),
    ('k:\n- a\n@\n- z\n', K(items)), ('k:\n  - a\n@I\n  - z\n', K(items)), ('k:\n  - a\n  @N\n  - z\n', K(items)), ('k:\n@\nz: 1\n', KZ(list_place)),
    ('k:\n  @N\nz: 1\n', KZ(alone)), ('k:\n@I\nz: 1\n', KZ(alone)), ('k: @N\nz: 1\n', KZ(alone)), ('k:\n@I # c\nz: 1\n', KZ(alone)),
    ('- @N\n- b\n', lambda a, v: [alone(a, v), 'b']),
]
for head, chomp in itertools.product(('|', '>'), (('', clip), ('-', strip), ('+', keep))):
    for digit in ('', '2'):
        h = head + digit + chomp[0]
        POSITIONS += [
            ('k: %s\n  @\nz: 1\n' % h, KZ(Q('', '\n', chomp[1]))), ('k: %s\n  a @ b\nz: 1\n' % h, KZ(Q('a ', ' b\n', chomp[1]))),
            ('k: %s\n@I\nz: 1\n' % h, KZ(Q('', '\n', chomp[1]))), ('k: %s\n  @N\nz: 1\n' % h, KZ(Q('', '\n', chomp[1]))),
            ('- %s\n  a\n\n  @\n- z\n' % h, lambda a, v, c=chomp[1]: put(lambda x: [x, 'z'], text_of(a, v, 'a\n\n' if h[0] == '|' else 'a\n', '\n', c)) if h[0] == '|' else None),
        ]
        if head == '|':
            POSITIONS.append(('k: %s\n  a\n  @\n  b\nz: 1\n' % h, KZ(Q('a\n', '\nb\n', chomp[1]))))

# How the value gets to its position: the template before it, and an expression, or else a text.
ROUTES = [
    ('', '%s', None), ('', '(%s)', None), ('{{ $y := %s -}}\n', '$y', None), ('{{ $y := "" -}}{{- $y = %s -}}\n', '$y', None),
    ('{{ define "t" }}{{ %s }}{{ end -}}\n', 'include "t" .', None),
    ('{{ define "u" }}{{ %s }}{{ end }}{{ define "t" }}{{ include "u" . }}{{ end -}}\n', 'include "t" .', None),
    ('{{ define "u" }}{{ %s }}{{ end }}{{ define "t" }}{{ template "u" . }}{{ end -}}{{- $y := include "t" . -}}\n', '$y', None),
    ('{{ define "t" }}\n{{- %s }}\n{{- end -}}\n', None, '{{ template "t" . }}'), ('', 'tpl "{{ %s }}" .', None),
    ('', None, '{{ with . }}{{ %s }}{{ end }}'), ('', None, '{{ range list . }}{{ %s }}{{ end }}'), ('', None, '{{ if true }}{{ %s }}{{ end }}'),
    ('', 'ternary (%s) "no" true', None), ('', '(dict "q" (%s)).q', None), ('', 'list (%s) | first', None),
    ('', 'printf "%%s" (%s)', None), ('', 'print (%s)', None), ('', '(%s) | trim', None), ('', '(%s) | nindent 0 | trim', None), ('', 'tpl (%s) .', None),
    ('{{ define "t" }}{{ range $i, $w := list .v }}{{ with $ }}{{ %s }}{{ end }}{{ end }}{{ end -}}\n', 'include "t" .', None),
]
# The first argument of these functions must be a string.
STRINGS = ('printf', 'print', '| trim', 'tpl (')


def fits(position, action, route, v):
    pre, expr, text = route
    string = action != PRINT or isinstance(v, str)
    if '@N' in position[0] or '@I' in position[0]:
        # To tpl a string that is indented at once is structure.
        if expr and expr.startswith('tpl (') and action == PRINT:
            return False
        if expr is None or not string and not expr.startswith(('include', 'tpl "')) and pre.count('define') == 0:
            return False
    if expr and any(w in expr for w in STRINGS) and not string:
        return False
    # quote of null prints nothing, not even a hole.
    return action != QUOTE or v is not None


def template(position, action, route):
    pre, expr, text = route
    if expr is None:
        shown = text % action if '%s' in text else text
        return (pre % action if '%s' in pre else pre) + position[0].replace('@', shown)
    e = (expr % action if '%' in expr else expr)
    pre = pre % action if '%s' in pre else pre
    t = position[0].replace('@N', '{{- %s | nindent 2 }}' % e).replace('@I', '{{ %s | indent 2 }}' % e)
    return pre + t.replace('@', '{{ %s }}' % e)


def records(path, v):
    if isinstance(v, dict) and v:
        return ''.join(records(path + '[' + quoted(k) + ']', w) for k, w in v.items())
    if isinstance(v, list) and v:
        return ''.join(records('%s[%d]' % (path, i), w) for i, w in enumerate(v))
    return path + '=' + (quoted(v) if isinstance(v, str) else json.dumps(v)) + '\n'


def quoted(s):
    return json.dumps(s, ensure_ascii=False)


def run(command, data):
    p = subprocess.run(command, input=data.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


# A template that runs first. It prints a document's number, so an output has a number unless the document was refused.
GUARD = 'g@@: {{ .i }}\n'


def render(guard, path, values):
    """Renders all values in one run. Returns for each value the output, or None if it was refused; and the messages."""
    data = '---\n'.join('.i=%d\n%s' % (i, records('.v', v)) for i, v in enumerate(values))
    rc, out, err = run(['tmpl-render', '-e', guard, path], data)
    parts = re.split(r'^(?:---\n)?g@@: (\d+)\n', out, flags=re.M)[1:]
    got = {int(i): text for i, text in zip(parts[::2], parts[1::2])}
    messages = re.split(r'^tmpl-render: ', err, flags=re.M)[1:]
    if rc not in (0, 1) or (rc == 1) != (len(got) < len(values)) or (rc == 1) != bool(messages):
        raise SystemExit('tmpl-render ended with %d: %s' % (rc, err))
    return [got.get(i) for i in range(len(values))], messages


def place_is_action(err, text):
    """Returns whether the message names the place of an action of the template."""
    m = re.search(r':(\d+):(\d+): ', err)
    if not m:
        return False
    lines = text.split('\n')
    line, column = int(m[1]) - 1, int(m[2])
    if line >= len(lines):
        return False
    at = sum(len(l) + 1 for l in lines[:line]) + column
    return any(a.start() <= at < a.end() for a in re.finditer(r'\{\{.*?\}\}', text, re.S))


bad = checked = refusals = 0
shown = {}


def complain(text, v, out, why):
    global bad
    bad += 1
    shown[text] = shown.get(text, 0) + 1
    if shown[text] <= 2 and len(shown) <= 20:
        print('FAIL %r\n  with %r\n  got %r\n  %s' % (text, v, out, why))


# Most routes to a position make the same output: each output is read once. seen: its two readings, or what is wrong
# with it. ours: what our own reader has yet to read, with the value.
seen, ours = {}, []
BATCH = 1000


def readings(out):
    if out not in seen:
        try:
            seen[out] = read(out)
        except yaml.YAMLError as e:
            seen[out] = e
        else:
            ours.append((out, seen[out][0]))
            if len(ours) == BATCH:
                read_ours()
    return seen[out]


def read_ours():
    """Compares our own reader with the one of YAML 1.1."""
    text = ''.join(('' if out.startswith('---') else '---\n') + out + ('' if out.endswith('\n') else '\n')
                   for out, docs in ours if docs)
    rc, recs, err = run(['yaml2kv'], text)
    got = [json.loads(l) for l in run(['kv2yaml', '-j'], recs)[1].split('\n') if l]
    for out, docs in ours:
        mine, got = got[:len(docs)], got[len(docs):]
        if not same(mine, docs):
            complain('our own reader', docs, out, 'reads %r %s' % (mine, err))
    ours.clear()


def check(guard, path, position, action, route, values):
    global checked, refusals
    text = template(position, action, route)
    with open(path, 'w') as f:
        f.write(text)
    outs, messages = render(guard, path, values)
    for m in messages:
        if not place_is_action(m, text):
            complain(text, None, None, 'not the place of an action: ' + m)
    for v, out in zip(values, outs):
        want = position[1](action, v)
        if want is None:
            continue
        checked += 1
        if out is None:
            refusals += 1
            if want is not REFUSED:
                complain(text, v, None, 'wanted %r: %s' % (want, messages))
            continue
        if want is REFUSED:
            complain(text, v, out, 'was not refused')
            continue
        if out.startswith('---\n') and not text.startswith('---\n'):
            out = out[4:] # it is between the guard's document and this one
        want = list(want) if isinstance(want, tuple) else [want]
        got = readings(out)
        if isinstance(got, yaml.YAMLError):
            complain(text, v, out, got)
        elif not same(got[0], want):
            complain(text, v, out, 'YAML 1.1 reads %r, not %r' % (got[0], want))
        elif not same(got[1], want):
            complain(text, v, out, 'YAML 1.2 reads %r, not %r' % (got[1], want))


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    pick = random.Random(seed)
    with tempfile.TemporaryDirectory() as d:
        guard = os.path.join(d, 'guard.tmpl')
        with open(guard, 'w') as f:
            f.write(GUARD)
        for position, action in itertools.product(POSITIONS, ACTIONS):
            groups = [(route, [v for v in KINDS if fits(position, action, route, v)]) for route in ROUTES]
            groups = [(route, values) for route, values in groups if values]
            for route, values in groups if os.environ.get('WHOLE') else [pick.choice(groups)]:
                check(guard, os.path.join(d, 't.tmpl'), position, action, route, values)
        read_ours()
    print('%d cases of seed %d, %d refused, %d failed' % (checked, seed, refusals, bad))
    sys.exit(1 if bad or not checked else 0)


main()
