package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"text/template"

	"github.com/BurntSushi/toml"
	"github.com/Masterminds/sprig/v3"
	"sigs.k8s.io/yaml"
	goyaml "sigs.k8s.io/yaml/goyaml.v3"
)

// Texts that the oracle uses for the errors of fromYaml, fromJson and fromToml, instead of the parser's own. A case
// whose outcome depends on the text is not compared.
var words = []string{"the words of the parser", "", "line 1:\t'ABCDEFGHIJKLMNOPQRSTUVWXYZ' 0123456789 $abcdefghijklmnopqrstuvwxyz"}

// Functions that Helm adds, and functions for which CONTRIBUTING.md lists a departure: the oracle departs in the
// same way, so that everything else is compared.
func functions(t *template.Template, mode, words string) template.FuncMap {
	f := sprig.HermeticTxtFuncMap()
	f["toYaml"] = func(v interface{}) string {
		out, err := yaml.Marshal(v)
		if err != nil {
			return ""
		}
		return strings.TrimSuffix(string(out), "\n")
	}
	f["toYamlPretty"] = func(v interface{}) string {
		var b bytes.Buffer
		e := goyaml.NewEncoder(&b)
		e.SetIndent(2)
		if e.Encode(v) != nil {
			return ""
		}
		return strings.TrimSuffix(b.String(), "\n")
	}
	f["toToml"] = func(v interface{}) string {
		var b bytes.Buffer
		if err := toml.NewEncoder(&b).Encode(v); err != nil {
			return err.Error()
		}
		return b.String()
	}
	f["fromToml"] = func(s string) map[string]interface{} {
		m := map[string]interface{}{}
		if _, err := toml.Decode(s, &m); err != nil {
			return map[string]interface{}{"Error": words}
		}
		return general(reflect.ValueOf(m)).(map[string]interface{})
	}
	f["fromYaml"] = func(s string) map[string]interface{} { return asMap(fromYaml(s), words) }
	f["fromYamlArray"] = func(s string) []interface{} { return asList(fromYaml(s), words) }
	f["fromJson"] = func(s string) map[string]interface{} { return asMap(fromJSON(s), words) }
	f["fromJsonArray"] = func(s string) []interface{} { return asList(fromJSON(s), words) }
	f["mustFromJson"] = func(s string) (interface{}, error) { v := fromJSON(s); return v.v, v.err }
	f["required"] = func(message string, v interface{}) (interface{}, error) {
		if s, ok := v.(string); v == nil || ok && s == "" {
			return v, errors.New(message)
		}
		return v, nil
	}
	f["include"] = func(name string, data interface{}) (string, error) {
		var b bytes.Buffer
		err := t.ExecuteTemplate(&b, name, data)
		return b.String(), err
	}
	f["tpl"] = func(text string, data interface{}) (string, error) {
		var b bytes.Buffer
		c, err := t.Clone()
		if err == nil {
			c, err = c.Option("missingkey=" + mode).New("tpl").Parse(text)
		}
		if err == nil {
			err = c.Execute(&b, data)
		}
		return b.String(), err
	}
	f["mustToYaml"] = func(v interface{}) (string, error) {
		out, err := yaml.Marshal(v)
		return strings.TrimSuffix(string(out), "\n"), err
	}
	f["lookup"] = func(a, b, c, d string) map[string]interface{} { return map[string]interface{}{} }
	f["printf"] = printf
	f["slice"] = slice
	// One type of list, one type of map.
	for _, name := range []string{"keys", "splitList", "regexFindAll", "mustRegexFindAll", "regexSplit", "mustRegexSplit", "sortAlpha",
		"toStrings", "until", "untilStep", "split", "splitn", "chunk", "mustChunk", "concat", "rest", "initial",
		"mustRest", "mustInitial"} {
		f[name] = plain(f[name])
	}
	return f
}

// number is an int64 that the verbs of floats accept.
type number int64

func (n number) Format(s fmt.State, verb rune) {
	var v interface{} = int64(n)
	if strings.ContainsRune("eEfFgG", verb) {
		v = float64(n)
	}
	fmt.Fprintf(s, fmt.FormatString(s, verb), v)
}

// toNumbers returns a copy of v in which each int64 is a number.
func toNumbers(v interface{}) interface{} {
	switch v := v.(type) {
	case int64:
		return number(v)
	case []interface{}:
		l := make([]interface{}, len(v))
		for i := range v {
			l[i] = toNumbers(v[i])
		}
		return l
	case map[string]interface{}:
		m := map[string]interface{}{}
		for k := range v {
			m[k] = toNumbers(v[k])
		}
		return m
	}
	return v
}

var integerAsFloat = regexp.MustCompile(`%![eEfFgG]\(int64=`)

// printf is Go's, but the verbs of floats accept integers.
func printf(format string, args ...interface{}) string {
	out := fmt.Sprintf(format, args...)
	if !integerAsFloat.MatchString(out) {
		return out
	}
	out = fmt.Sprintf(format, toNumbers(args).([]interface{})...)
	return strings.ReplaceAll(out, "main.number", "int64")
}

// slice is sprig's for lists and Go's for strings, with the checks of both.
func slice(v interface{}, at ...interface{}) (out interface{}, err error) {
	s, ok := v.(string)
	n := len(s)
	if !ok {
		if l, ok := v.([]interface{}); ok {
			n = len(l)
			if n == 0 {
				return nil, nil
			}
		} else {
			return nil, errors.New("slice of something else")
		}
	}
	from, to := 0, n
	for i, a := range at {
		x := reflect.ValueOf(a)
		if a == nil || !x.CanInt() || x.Int() < 0 || x.Int() > int64(n) || i > 1 {
			return nil, errors.New("bad index")
		}
		if i == 0 {
			from = int(x.Int())
		} else {
			to = int(x.Int())
		}
	}
	if from > to {
		return nil, errors.New("bad slice")
	}
	if ok {
		return s[from:to], nil
	}
	return v.([]interface{})[from:to], nil
}

// plain makes a function return []interface{} and map[string]interface{} instead of other lists and maps.
func plain(f interface{}) interface{} {
	v := reflect.ValueOf(f)
	in := []reflect.Type{}
	for i := 0; i < v.Type().NumIn(); i++ {
		in = append(in, v.Type().In(i))
	}
	any := reflect.TypeOf((*interface{})(nil)).Elem()
	fail := reflect.TypeOf((*error)(nil)).Elem()
	t := reflect.FuncOf(in, []reflect.Type{any, fail}, v.Type().IsVariadic())
	return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		var out []reflect.Value
		if v.Type().IsVariadic() {
			out = v.CallSlice(args)
		} else {
			out = v.Call(args)
		}
		err := reflect.Zero(fail)
		if len(out) == 2 {
			err = out[1]
		}
		r := reflect.New(any).Elem()
		if p := general(out[0]); p != nil {
			r.Set(reflect.ValueOf(p))
		}
		return []reflect.Value{r, err}
	}).Interface()
}

func general(v reflect.Value) interface{} {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Invalid:
		return nil
	case reflect.Slice:
		if l, ok := v.Interface().([]interface{}); ok && l != nil {
			return l
		}
		l := []interface{}{}
		for i := 0; i < v.Len(); i++ {
			l = append(l, general(v.Index(i)))
		}
		return l
	case reflect.Map:
		m := map[string]interface{}{}
		for _, k := range v.MapKeys() {
			m[k.String()] = general(v.MapIndex(k))
		}
		return m
	}
	return v.Interface()
}

type parsed struct {
	v   interface{}
	err error
}

func fromYaml(s string) parsed {
	j, err := yaml.YAMLToJSON([]byte(s))
	if err != nil {
		return parsed{nil, err}
	}
	return fromJSON(string(j))
}

func fromJSON(s string) parsed {
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var v interface{}
	err := d.Decode(&v)
	if err == nil && d.More() {
		err = errors.New("more")
	}
	return parsed{numbers(v), err}
}

// numbers returns integers as int64, as in the data of a stream.
func numbers(v interface{}) interface{} {
	switch v := v.(type) {
	case json.Number:
		if i, err := v.Int64(); err == nil {
			return i
		}
		f, _ := v.Float64()
		return f
	case []interface{}:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case map[string]interface{}:
		for k := range v {
			v[k] = numbers(v[k])
		}
	}
	return v
}

func asMap(p parsed, words string) map[string]interface{} {
	m, ok := p.v.(map[string]interface{})
	if p.err != nil || !ok && p.v != nil {
		return map[string]interface{}{"Error": words}
	}
	if m == nil {
		m = map[string]interface{}{}
	}
	return m
}

func asList(p parsed, words string) []interface{} {
	l, ok := p.v.([]interface{})
	if p.err != nil || !ok && p.v != nil {
		return []interface{}{words}
	}
	if l == nil {
		l = []interface{}{}
	}
	return l
}

// render returns Go's output for a template.
func render(text string, data map[string]interface{}, mode, words string) (out string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("panic")
		}
	}()
	t := template.New("t").Option("missingkey=" + mode)
	t.Funcs(functions(t, mode, words))
	if t, err = t.Parse(text); err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = t.Execute(&b, clone(data))
	return b.String(), err
}

// clone copies data, which set and merge may change.
func clone(v interface{}) interface{} {
	switch v := v.(type) {
	case []interface{}:
		l := make([]interface{}, len(v))
		for i := range v {
			l[i] = clone(v[i])
		}
		return l
	case map[string]interface{}:
		m := map[string]interface{}{}
		for k := range v {
			m[k] = clone(v[k])
		}
		return m
	}
	return v
}
