package main

import (
	"fmt"
	"math/rand"
	"strconv"
	"strings"
)

// A template as a tree of text, so that it can be shrunk: children of a list may be removed, an expression may
// be replaced by one inside it.
type node struct {
	parts []interface{} // string or *node
	list  bool
	expr  bool
}

func (n *node) String() string {
	var b strings.Builder
	for _, p := range n.parts {
		b.WriteString(fmt.Sprint(p))
	}
	return b.String()
}

// Functions: name, result, parameters. s string, i integer, I integer of type int, K a small one, H one above 0, D a divisor, n number, f float,
// b boolean, l list, m map, M map to change, a any, R pattern, V version, C constraint, J Y maps and W Z lists
// in JSON and YAML, B a text that is neither, G a kind, Q a type; + repeats the last, 0 to 3 times. Functions
// that always fail are at the end.
var table = strings.Fields(`
upper:s:s lower:s:s title:s:s untitle:s:s trim:s:s nospace:s:s initials:s:s swapcase:s:s snakecase:s:s
camelcase:s:s kebabcase:s:s quote:s:a quote:s:a+ squote:s:a squote:s:a+ cat:s:a+ indent:s:Is nindent:s:Is replace:s:sss
plural:s:ssI sha1sum:s:s sha256sum:s:s sha512sum:s:s duration:s:a durationRound:s:a durationRound:s:d duration:s:i adler32sum:s:s toString:s:a trunc:s:Is substr:s:KIs abbrev:s:Is
abbrevboth:s:IIs repeat:s:Is trimAll:s:ss trimSuffix:s:ss trimPrefix:s:ss contains:b:ss hasPrefix:b:ss
hasSuffix:b:ss wrap:s:Is wrapWith:s:Iss b64enc:s:s b64dec:s:s b32enc:s:s b32dec:s:s join:s:sl join:s:sa
split:m:ss splitn:m:sIs splitList:l:ss toStrings:l:l toStrings:l:a sortAlpha:l:l until:l:I untilStep:l:III seq:s:I
seq:s:II seq:s:III add:i:n+ add1:i:n sub:i:nn mul:i:nn+ div:i:nD mod:i:nD max:i:nn+ min:i:nn+ biggest:i:nn
addf:f:n+ add1f:f:n subf:f:nn divf:f:nD mulf:f:nn maxf:f:nn minf:f:nn ceil:f:n floor:f:n round:f:nI
round:f:nIF atoi:i:s int:i:a int64:i:a float64:f:a toDecimal:i:a default:a:aa default:s:ss default:i:ii
empty:b:a coalesce:a:a+ coalesce:s:ss all:b:a+ any:b:a+ compact:l:l ternary:a:aab ternary:s:ssb ternary:i:iib
toJson:s:a toPrettyJson:s:a toRawJson:s:a toYaml:s:a toYamlPretty:s:a toYamlPretty:s:m toToml:s:m toToml:s:m toToml:s:l fromToml:m:t fromToml:m:t fromYaml:m:Y fromJson:m:J fromYamlArray:l:Z fromJsonArray:l:W mustFromJson:a:J toYaml:s:m toJson:s:l
typeOf:s:a kindOf:s:a typeIs:b:Qa typeIsLike:b:Qa kindIs:b:Ga deepEqual:b:aa base:s:s dir:s:s clean:s:s ext:s:s isAbs:b:s
list:l:a+ list:l:i+ list:l:s+ dict:m:sa dict:m:sasa get:a:ms set:m:Msa unset:m:Ms hasKey:b:ms pluck:l:sm+
pick:m:ms+ omit:m:ms+ merge:m:Mm+ mergeOverwrite:m:Mm+ deepCopy:a:a deepCopy:m:m append:l:la prepend:l:la first:a:l
last:a:l rest:l:l initial:l:l reverse:l:l uniq:l:l without:l:la+ has:b:al has:b:il slice:l:l slice:l:lK slice:a:lKK
slice:s:sKK concat:l:ll dig:a:ssam chunk:l:Hl semverCompare:b:CV regexMatch:b:Rs regexFind:s:Rs
regexFindAll:l:RsI regexReplaceAll:s:RsT regexReplaceAllLiteral:s:RsT regexSplit:l:RsI regexQuoteMeta:s:s
urlParse:m:U urlJoin:m:m print:s:a+ println:s:a+ printf:s:Pa+ len:i:l len:i:s len:i:m index:a:lK index:a:ms eq:b:ii
eq:b:ss eq:b:aa eq:b:sss ne:b:ii ne:b:ss lt:b:ii lt:b:ss le:b:ii gt:b:ii ge:b:ff ge:b:ss gt:b:ff and:b:bb or:b:bb and:a:aa
or:a:aa+ not:b:a not:b:b html:s:a js:s:a urlquery:s:a required:a:sa tpl:s:Xm include:s:Nm lookup:m:ssss
trimall:s:ss tuple:l:a+ push:l:la hello:s: osBase:s:s osDir:s:s osClean:s:s osExt:s:s osIsAbs:b:s
hasKey:b:Be index:a:a+ index:a:la+ slice:s:sK call:a:a+ printf:s:a+ eq:b:aa+ fail:s:s
mustToJson:s:a mustToPrettyJson:s:a mustToRawJson:s:a mustToYaml:s:a mustAppend:l:la mustPush:l:la mustPrepend:l:la
mustFirst:a:l mustLast:a:l mustRest:l:l mustInitial:l:l mustReverse:l:l mustUniq:l:l mustCompact:l:l mustWithout:l:la+
mustHas:b:al mustSlice:l:lK mustChunk:l:Hl mustDeepCopy:a:m mustMerge:m:Mm+ mustMergeOverwrite:m:Mm+
mustRegexMatch:b:Rs mustRegexFind:s:Rs mustRegexFindAll:l:RsI mustRegexReplaceAll:s:RsT mustRegexReplaceAllLiteral:s:RsT
mustRegexSplit:l:RsI first:a:a last:a:a rest:a:a initial:a:a reverse:a:a uniq:a:a compact:a:a has:b:aa append:a:aa chunk:a:Ha`)

var byResult = map[byte][]string{}

func init() {
	for _, f := range table {
		r := strings.Split(f, ":")[1][0]
		byResult[r] = append(byResult[r], f)
	}
}

var fields = map[byte][]string{
	's': {".s1", ".s2", ".s3", ".e", ".m.k", ".m.deep.t", ".num", "$.s1"},
	'i': {".i1", ".i2", ".z", ".m.n"},
	'f': {".f1", ".f2"},
	'b': {".b1", ".b2"},
	'l': {".li", ".ls", ".lx", ".le", ".m.deep.l", ".lm"},
	'm': {".m", ".m.deep", ".me", "."},
}

var texts = []string{"a", "", "abc", "Hello World", "foo-bar_baz", "a,b,c", "a b  c", " x ", "12", "0x1f", "3.50", "true",
	"line\nbreak", "end\n", "tab\tx", "\u00e9t\u00e9 \u00df", "\u4e16\u754c", "\U0001F600!", "it's \"q\"", "back\\slash", "<a&b>", "a/b/../c.txt",
	"/abs//x/", "HTTPServer2xx", "some words_here-now", "a: b", "- x", "{\"a\": [1, 2.5, null]}", "a: 1\nb: [x, y]\n", "yes",
	"1.2.3", "aaa", "x=1&y=2", "%d%%", "YWJj", "MFRGG===", "08", "-7", "1e3", "\u01c6 \u0130", "the quick brown fox jumps over the lazy dog"}
var patterns = []string{"a", "a+", "[a-z]+", "(\\w)(\\d)?", "^a", "o$", "", "x*", "(?i)HELLO", "[^a-c ]", "b|c", "(?P<n>[a-z])",
	"\\s+", ".", "\\d+", "(a)(b)?", "(", "[[:upper:]]", "e.*o", "a{2}"}
var replacements = []string{"", "-", "$1", "${1}x", "$1x", "$n", "${n}", "$$", "<$0>", "$2$1", "\\1", "$", "$é", "${é}", "${1", "$10", "$_", "${a b}"}
var versions = []string{"1.2.3", "v1.2", "0.0.1", "1", "2.0.0-rc.1", "1.2.3+meta", "1.34.0", "bad", "1.2.3-alpha.10", "0.3.9", "v1.30.4-eks-1",
	"1.30.4-gke.1", "01.2", "1.2.3-01", "1.2.3-0.1", "1.31.0-0"}
var constraints = []string{">=1.2.0", "^1.2.3", "~1.2", "1.2.x", ">1, <3", "!=1.2.3", "1.0 - 2", "^0.3", "*", "=1.2.3", ">=1.2.3-0",
	"<2 || >=3", "~0.0.1", "^0.0.1", "x", "oops", "~>1.2.3", ">1.2", "<=1", "!=1", "!=1.2", ">=1.2.3-alpha.2 <2", "^0", "=>1.0", ">= 1.30.0-0, < 1.31",
	">1.29,<1.31.0-0", ">=1.30 <1.31 || >=2-0", "!=1.30.4", "!=1.30.4-0", "1.2.3-0 - 2", "<1.31, !=1.30.4-0", "", "1.2 , 1.3", "=1.30-0", "1.30.x-0"}
var durations = []string{"2h10m5s", "1s", "1.5s", "400h", "-2400h", "1h", "1000000h", "bad", "1.5", "90m", "100us", "3000000h", "1µs", "95",
	"2562047h47m16.854775807s", "9000h", "-95", "9223372037", "99999999999999999999", "1h1h", ".5h", "h", "+3d", "1.000000000000000000009s"}
var formats = []string{"%v", "%d", "%s", "%q", "%5d|%-5d|%05d", "%x", "%X", "%t", "%f", "%.2f", "%8.3f|", "%e", "%g", "%6.2f%%", "%T",
	"%v %v", "%s-%s", "%d", "%+d", "% d", "%#x", "%o", "%b", "%c", "%U", "%#U", "%*d", "%.*f", "%[2]v %[1]v", "%[3]d", "%", "%!", "%z", "%-10s|",
	"%10s|", "%.2s", "%#v", "%+v", "%x", "% x", "%#q", "%+q", "%08.3f", "%+.2e", "%O", "%G", "%6q|", "%5t", "%v%%", "%[1]*d", "%.d", "%5.1v", "%-08d|", "%s", "%#o", "%+q", "%[x]d", "%.3x", "%t", "%.3b|%+b|%20b|", "%6.3v|", "%#.0f", "%+.3g", "%.10b", "%08q|", "%#8U|"}
var urls = []string{"http://user:p%20w@host.com:80/a/b?x=1&y=%20#frag", "https://example.com", "/a b/c", "mailto:x@y.z", "//h/p",
	"http://[::1]:80/", "a:b:c", "%zz", "", "http://h:x/"}

type gen struct {
	r             *rand.Rand
	vars          []string
	loops, blocks int
}

func (g *gen) pick(l []string) string { return l[g.r.Intn(len(l))] }

func quoteText(r *rand.Rand, s string) string {
	if r.Intn(4) == 0 && !strings.ContainsAny(s, "`\r") {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

func (g *gen) literal(t byte) string {
	switch t {
	case 's':
		if g.r.Intn(40) == 0 {
			return g.pick([]string{`(semver "v1.2").Original`, `(semver "1.2.3-rc.1+m").Prerelease`, `(semver "1.2.3-rc.1+m").Metadata`,
				`"\x41\101\u00e9\U0001F600\a\b\f\v\\\""`, "`a\nb`", `(index .ls 0)`, `(.m.deep).t`, `((dict "a" (dict "b" "c")).a).b`})
		}
		return quoteText(g.r, g.pick(texts))
	case 'i', 'I':
		return g.pick([]string{"0", "1", "2", "3", "5", "7", "-1", "-3", "10", "20", "0x1F", "'a'", "1_000", "0b11", "+4", "0o17", "017", "'\\n'",
			"'\u00e9'", "0X_1f", "1e3", "2.0"})
	case 'J':
		return g.pick([]string{"`{\"a\": [1, 2.5, null], \"b\": \"\\u00e9\\n\"}`", `"{}"`, "(toJson $.m)", `"null"`, "(toPrettyJson $.m)"})
	case 'W':
		return g.pick([]string{"`[1, \"x\", {\"a\": false}]`", `"[]"`, "(toJson $.lx)", `"null"`})
	case 'Y':
		return g.pick([]string{`"a: 1\nb: [x, yes, 012]\n"`, `"{}"`, "(toYaml $.m)", `""`, `"a: |\n  x\n  y\nb: >-\n  c\n  d\n"`,
			`"x: 1\nx: 2\n"`, `"x: 1\n---\nx: 2\n"`, `"---\nx: 1\n---\n"`, `"x: !mine b\ny: !mine 5\nz: !mine [1]\n"`,
			`"a: {b: 1, c: 2, b: [3]}\na: {d: 1, d: ~}\n"`})
	case 'Z':
		return g.pick([]string{`"- a\n- 1\n- 0x1f\n- ~\n"`, `"[]"`, "(toYaml $.lx)", `""`, `"- x: 1\n  x: 2\n"`, `"- 1\n---\n- 2\n"`, `"- !a b\n- !c {d: !e 1}\n"`})
	case 'H':
		return g.pick([]string{"1", "2", "3", "50"})
	case 'K':
		return g.pick([]string{"0", "0", "0", "1", "1", "2", "3"})
	case 'D':
		return g.pick([]string{"1", "2", "3", "7", "-2", "10", "0", "1.5", `"4"`})
	case 'f', 'F':
		return g.pick([]string{"0.5", "1.5", "2.0", "-3.25", "1e3", "1e-7", "123456789.125", "1e21", ".5", "0.1"})
	case 'n':
		return g.literal("if"[g.r.Intn(2)])
	case 'b':
		return g.pick([]string{"true", "false"})
	case 'R':
		return quoteText(g.r, g.pick(patterns))
	case 'T':
		return quoteText(g.r, g.pick(replacements))
	case 'V':
		return strconv.Quote(g.pick(versions))
	case 't':
		return quoteText(g.r, g.pick(tomls))
	case 'd':
		return strconv.Quote(g.pick(durations))
	case 'C':
		return strconv.Quote(g.pick(constraints))
	case 'P':
		return strconv.Quote(g.pick(formats))
	case 'U':
		return strconv.Quote(g.pick(urls))
	case 'X':
		return quoteText(g.r, g.pick([]string{"{{ .k }}", "x{{ 1 }}y", "{{ len . }}", "{{ .deep.t | upper }}", "plain"}))
	case 'M': // always a new one, so that no map can contain itself
		return g.pick([]string{`(dict "x" 1 "k" "")`, "(deepCopy $.m)", "(dict)", `(dict "deep" (dict "t" 1) "l" (list))`})
	case 'B':
		return g.pick([]string{`(fromYaml "a: [")`, `(fromYaml "a: b: c")`, `(fromYaml "- x")`, `(fromJson "{")`, `(fromJson "[1]")`, `(fromYaml "a: 1")`})
	case 'e':
		return g.pick([]string{`"Error"`, `"a"`})
	case 'G':
		return g.pick([]string{`"string"`, `"int"`, `"int64"`, `"float64"`, `"bool"`, `"map"`, `"slice"`, `"invalid"`})
	case 'Q':
		return g.pick([]string{`"string"`, `"int"`, `"int64"`, `"float64"`, `"bool"`, `"[]interface {}"`, `"map[string]interface {}"`, `"*string"`})
	case 'N':
		return g.pick([]string{`"one"`, `"two"`, `"one"`, `"two"`, `"one"`, `"two"`, `"none"`})
	}
	return g.pick([]string{`"x"`, "1", "1.5", "true", ".n", ".missing", "(list 1 2)", `(dict "a" 1)`})
}

// root makes a field a field of $, so that it has the same value within range and with.
func root(field string) string {
	if field == "." {
		return "$"
	}
	return "$" + strings.TrimPrefix(field, "$")
}

// expr makes an operand of a type.
func (g *gen) expr(t byte, depth int) *node {
	e := &node{expr: true}
	add := func(p ...interface{}) *node { e.parts = append(e.parts, p...); return e }
	if strings.IndexByte("IFRTVCPUXNMKDYJZWHBeGQ", t) >= 0 {
		return add(g.literal(t))
	}
	if g.r.Intn(50) == 0 { // of some other type
		t = "sifblma"[g.r.Intn(7)]
	}
	if t == 'n' {
		t = "iifs"[g.r.Intn(4)]
	}
	if t == 'a' && g.r.Intn(3) > 0 {
		t = "sifblm"[g.r.Intn(6)]
	}
	k := g.r.Intn(10)
	if t == 'a' && g.r.Intn(8) == 0 {
		return add(g.pick([]string{".n", ".missing", ".m.none", "(index .lx 0)", ".m.deep"}))
	}
	if len(g.vars) > 0 && k == 9 {
		return add(g.pick(g.vars), g.pick([]string{"", "", "", "", "", ".k", ".missing"}))
	}
	if depth > 0 && k < 5 {
		return add("(", g.call(t, depth-1), ")")
	}
	if t == 'l' && k > 7 {
		return add("(sortAlpha (" + g.pick([]string{"keys ", "values "}) + root(g.pick(fields['m'])) + "))")
	}
	if f := fields[t]; len(f) > 0 && (k < 8 || t == 'l' || t == 'm') {
		return add(root(g.pick(f)))
	}
	return add(g.literal(t))
}

// call makes a call, sometimes with its last argument piped in.
func (g *gen) call(t byte, depth int) *node {
	fs := byResult[t]
	if len(fs) == 0 {
		return g.expr(t, depth)
	}
	f := strings.Split(g.pick(fs), ":")
	args := []*node{}
	for i := 0; i < len(f[2]); i++ {
		if f[2][i] == '+' {
			for n := g.r.Intn(4); n > 0; n-- {
				args = append(args, g.expr(f[2][i-1], depth))
			}
			continue
		}
		args = append(args, g.expr(f[2][i], depth))
	}
	c := &node{expr: true}
	if len(args) > 0 && g.r.Intn(3) == 0 {
		last := args[len(args)-1]
		if len(last.parts) == 3 && last.parts[0] == "(" { // a pipeline of more stages
			last = last.parts[1].(*node)
		}
		c.parts = append(c.parts, last, " | ")
		args = args[:len(args)-1]
	}
	c.parts = append(c.parts, f[0])
	for _, a := range args {
		c.parts = append(c.parts, " ", a)
	}
	return c
}

func (g *gen) pipeline() *node {
	t := "ssssiifbbllma"[g.r.Intn(13)]
	if g.r.Intn(4) == 0 {
		return g.expr(t, 1)
	}
	return g.call(t, 2)
}

func (g *gen) delims() (string, string) {
	return g.pick([]string{"{{", "{{ ", "{{- ", "{{"}), g.pick([]string{"}}", " }}", " -}}", "}}"})
}

func (g *gen) action(parts ...interface{}) *node {
	l, r := g.delims()
	return &node{parts: append(append([]interface{}{l}, parts...), r)}
}

func (g *gen) block(depth int) *node {
	n := &node{list: true}
	vars := len(g.vars)
	for i := g.r.Intn(3) + 1; i > 0; i-- {
		n.parts = append(n.parts, g.statement(depth))
	}
	g.vars = g.vars[:vars]
	return n
}

func (g *gen) statement(depth int) *node {
	n := &node{}
	add := func(p ...interface{}) { n.parts = append(n.parts, p...) }
	k := g.r.Intn(25)
	if depth <= 0 && (k >= 11 && k < 17 || k >= 21) {
		k = 0
	}
	switch {
	case k < 8:
		return g.action(g.pipeline())
	case k < 11:
		return &node{parts: []interface{}{g.pick([]string{"text", " a\n", "\n\n", "  ", "x: ", "}} ", "{ ", "\t"})}}
	case k < 13:
		add(g.action("if ", g.expr("bba"[g.r.Intn(3)], 2)), g.block(depth-1))
		if g.r.Intn(3) == 0 {
			add(g.action("else if ", g.expr('b', 1)), g.block(depth-1))
		}
		if g.r.Intn(2) == 0 {
			add(g.action("else"), g.block(depth-1))
		}
		add(g.action("end"))
	case k == 13:
		add(g.action("with ", g.expr("sm"[g.r.Intn(2)], 1)), g.block(depth-1))
		if g.r.Intn(3) == 0 {
			add(g.action("else"), g.block(depth-1))
		}
		add(g.action("end"))
	case k < 17:
		v := fmt.Sprintf("$v%d", len(g.vars))
		saved := g.vars
		over := g.expr("llm"[g.r.Intn(3)], 1)
		switch g.r.Intn(3) {
		case 0:
			add(g.action("range ", over))
		case 1:
			add(g.action("range ", v, " := ", over))
			g.vars = append(g.vars, v)
		case 2:
			add(g.action("range $i, ", v, " := ", over), g.action("$i"), ":")
			g.vars = append(g.vars, v)
		}
		g.loops++
		add(g.action(g.pick([]string{".", "print .", `printf "%v " .`})))
		if g.r.Intn(4) == 0 {
			add(g.action("if ", g.expr('b', 1)), g.action(g.pick([]string{"break", "continue"})), g.action("end"))
		}
		add(g.block(depth - 1))
		g.loops--
		g.vars = saved
		if g.r.Intn(3) == 0 {
			add(g.action("else"), g.block(depth-1))
		}
		add(g.action("end"))
	case k == 17:
		v := fmt.Sprintf("$v%d", len(g.vars))
		add(g.action(v, " := ", g.pipeline()), g.action(v))
		g.vars = append(g.vars, v)
	case k == 18:
		if len(g.vars) > 0 {
			add(g.action(g.pick(g.vars), " = ", g.pipeline()))
			break
		}
		add(g.pick([]string{"{{/* a comment */}}", " {{- /* a\ncomment */ -}} \n", "x {{- /**/}} y", "{{/* {{ }} */ -}}\n"}))
	case k == 20 && g.loops > 0:
		add(g.action("if ", g.expr('b', 1)), g.action(g.pick([]string{"break", "continue"})), g.action("end"))
	case k == 21:
		g.blocks++
		name := fmt.Sprintf("block \"b%d\" ", g.blocks)
		if g.r.Intn(4) == 0 {
			add(g.action(name, g.expr("msl"[g.r.Intn(3)], 1)), g.action("print . $"), g.action("end"))
			break
		}
		saved, loops := g.vars, g.loops
		g.vars, g.loops = nil, 0
		add(g.action(name, "$"), g.block(depth-1), g.action("end"))
		g.vars, g.loops = saved, loops
	case k == 22:
		v := fmt.Sprintf("$v%d", len(g.vars))
		saved := g.vars
		add(g.action(g.pick([]string{"if ", "with "}), v, " := ", g.pipeline()))
		g.vars = append(g.vars, v)
		add(g.action(v), g.block(depth-1), g.action("else"), g.action(v, " | print"), g.block(depth-1), g.action("end"))
		g.vars = saved
	case k == 23:
		v := fmt.Sprintf("$v%d", len(g.vars))
		add(g.action(v, " := ", g.literal('i')), g.action("range ", g.expr('l', 1)))
		add(g.action(v, g.pick([]string{" = ", " := "}), g.pick([]string{".", "print .", v})), g.action(v), g.action("end"), g.action(v))
		g.vars = append(g.vars, v)
	default:
		if g.r.Intn(4) == 0 {
			add(g.action(g.pick([]string{`template "one"`, `template "two"`, `template "two" nil`})))
			break
		}
		add(g.action("template ", g.pick([]string{`"one"`, `"two"`}), " ", g.expr("msi"[g.r.Intn(3)], 1)))
	}
	return n
}

// template makes a whole template, and two small ones that it may call.
func (g *gen) template() *node {
	n := &node{list: true}
	n.parts = append(n.parts, &node{parts: []interface{}{`{{define "one"}}[{{.}}]{{end}}`}},
		&node{parts: []interface{}{`{{define "two"}}{{with .}}<{{print .}}>{{else}}none{{end}}{{end}}`}})
	for i := g.r.Intn(4) + 1; i > 0; i-- {
		n.parts = append(n.parts, g.statement(2))
	}
	if g.r.Intn(20) == 0 {
		return &node{parts: []interface{}{g.mistake(n.String())}}
	}
	return n
}

// mistake removes, adds or moves a piece of a template.
func (g *gen) mistake(template string) string {
	s := []rune(template)
	at := g.r.Intn(len(s))
	end := at + g.r.Intn(3) + 1
	if end > len(s) {
		end = len(s)
	}
	switch g.r.Intn(3) {
	case 0:
		return string(s[:at]) + string(s[end:])
	case 1:
		return string(s[:at]) + g.pick([]string{"{{", "}}", "(", ")", "|", " ", "$", ".", ":=", "=", ",", "-", "\"", "`", "'", "\n", "{{end}}", "{{else}}",
			"{{break}}", "/*", "nil", "1", ".x", "$x", "\\", "%", "{{- ", " -}}", "{{define \"one\"}}", "if ", "&", "\x00", "\u00e9"}) + string(s[at:])
	}
	return string(s[:at]) + string(s[end:]) + string(s[at:end])
}

func (g *gen) data() map[string]interface{} {
	s := func() interface{} { return g.pick(texts) }
	i := func() interface{} { return int64(g.r.Intn(30) - 8) }
	f := func() interface{} {
		return []float64{0.5, 1.25, -2.5, 1e10 + 0.5, 1e-7, 3.14159, 1e21, 123456.789}[g.r.Intn(8)]
	}
	scalar := func() interface{} {
		return []interface{}{s(), i(), f(), true, false, nil}[g.r.Intn(6)]
	}
	list := func(item func() interface{}) []interface{} {
		l := []interface{}{}
		for n := g.r.Intn(4); n > 0; n-- {
			l = append(l, item())
		}
		return l
	}
	m := map[string]interface{}{"k": s(), "n": i(), "deep": map[string]interface{}{"t": s(), "l": list(scalar)}}
	return map[string]interface{}{"s1": s(), "s2": s(), "s3": s(), "e": "", "num": "42", "i1": i(), "i2": i(), "z": int64(0),
		"f1": f(), "f2": f(), "b1": true, "b2": false, "n": nil, "li": list(i), "ls": list(s), "lx": append(list(scalar), s()),
		"le": []interface{}{}, "lm": []interface{}{map[string]interface{}{"k": s(), "a": i()}}, "m": m, "me": map[string]interface{}{}}
}

// Pieces of which nasty scalars are made.
var pieces = append(strings.Split("a b yes no on off y n ~ null true 1 012 0x1f 0o17 0b1 1e3 .5 1_000 .inf - + _ : # ' \" \\ / foo:|bar "+
	"-|x ? ! & * | > % @ ` { } [ ] , = << --- ... 2020-01-02 2020-1-2T1:2:3Z 12:30 1:30:00.5 key 0 9 10 \u00e9 \u4e16 \U0001F600 \u00a0 \u0660", " "),
	" ", "  ", "\n", "\n\n", "\t", "\r", "\x00", "\x01", "\x1b", "lorem ipsum dolor sit amet consectetur adipiscing",
	"a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z")

func (g *gen) nasty() string {
	var b strings.Builder
	n := g.r.Intn(4) + 1
	if g.r.Intn(8) == 0 {
		n = g.r.Intn(40)
	}
	for ; n > 0; n-- {
		b.WriteString(strings.ReplaceAll(g.pick(pieces), "|x", " x"))
	}
	return b.String()
}

func (g *gen) tree(depth int) interface{} {
	k := g.r.Intn(10)
	if depth <= 0 {
		k = g.r.Intn(7)
	}
	switch {
	case k < 4:
		return g.nasty()
	case k == 4:
		return int64(g.r.Intn(2000) - 1000)
	case k == 5:
		return []interface{}{nil, true, false, g.r.Float64(), g.r.NormFloat64() * 1e18, 0.5, 1e-9, 1.5e6, -0.0001, 1e-300}[g.r.Intn(10)]
	case k == 6:
		return []interface{}{map[string]interface{}{}, []interface{}{}}[g.r.Intn(2)]
	case k == 7:
		l := []interface{}{}
		for n := g.r.Intn(4); n > 0; n-- {
			l = append(l, g.tree(depth-1))
		}
		return l
	}
	m := map[string]interface{}{}
	for n := g.r.Intn(6); n > 0; n-- {
		m[g.nasty()] = g.tree(depth - 1)
	}
	return m
}
