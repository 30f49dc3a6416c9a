"""Two YAML readers for the tests: PyYAML, which reads YAML 1.1, and PyYAML's parser with the core schema
of YAML 1.2. Both read dates as strings, as the API server's reader does."""
import re
import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import BaseResolver, Resolver


class Replay(Composer, SafeConstructor):
    """Builds documents from events that are already parsed."""

    def __init__(self, events):
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        self.events, self.at = events, 0

    def check_event(self, *kinds):
        e = self.events[self.at]
        return not kinds or isinstance(e, kinds)

    def peek_event(self):
        return self.events[self.at]

    def get_event(self):
        self.at += 1
        return self.events[self.at - 1]


class Reader11(Replay, Resolver):
    yaml_implicit_resolvers = {
        k: [r for r in v if r[0] != 'tag:yaml.org,2002:timestamp'] for k, v in Resolver.yaml_implicit_resolvers.items()}

    def __init__(self, events):
        Replay.__init__(self, events)
        Resolver.__init__(self)


class Reader12(Replay, BaseResolver):
    yaml_implicit_resolvers = {}

    def __init__(self, events):
        Replay.__init__(self, events)
        BaseResolver.__init__(self)

    def integer(self, node):
        text = node.value
        return int(text[2:], 8) if text.startswith('0o') else int(text, 16) if text.startswith('0x') else int(text)

    def number(self, node):
        text = node.value.lower()
        return float(text.replace('.inf', 'inf').replace('.nan', 'nan'))

    def boolean(self, node):
        return node.value.lower() == 'true'


for name, pattern, first in (
        ('null', r'null|Null|NULL|~|', ['n', 'N', '~', '']),
        ('bool', r'true|True|TRUE|false|False|FALSE', list('tTfF')),
        ('int', r'[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+', list('-+0123456789')),
        ('float', r'[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN',
         list('-+0123456789.'))):
    Reader12.add_implicit_resolver('tag:yaml.org,2002:' + name, re.compile('^(?:%s)$' % pattern), first)
Reader12.add_constructor('tag:yaml.org,2002:int', Reader12.integer)
Reader12.add_constructor('tag:yaml.org,2002:float', Reader12.number)
Reader12.add_constructor('tag:yaml.org,2002:bool', Reader12.boolean)


def documents(reader, events):
    r = reader(events)
    out = []
    while r.check_data():
        out.append(r.get_data())
    return out


def read(text):
    """Returns the documents of a text as each of the two readers reads them."""
    events = list(yaml.parse(text, yaml.SafeLoader))
    return documents(Reader11, events), documents(Reader12, events)


def same(got, want):
    """Returns whether two values and their types are equal. If want is a function, it decides."""
    if callable(want):
        return want(got)
    if type(got) != type(want):
        return False
    if isinstance(want, dict):
        return got.keys() == want.keys() and all(same(got[k], want[k]) for k in want)
    if isinstance(want, (list, tuple)):
        return len(got) == len(want) and all(map(same, got, want))
    return got == want
