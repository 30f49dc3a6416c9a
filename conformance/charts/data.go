package main

import (
	"fmt"
	"io"
	"math"
	"reflect"
	"sort"
	"strings"

	"helm.sh/helm/v3/pkg/chart"
	yaml "sigs.k8s.io/yaml/goyaml.v2"
)

func metadata(c *chart.Chart) interface{} {
	m := plain(c.Metadata, false).(map[string]interface{})
	m["IsRoot"] = c.IsRoot()
	return m
}

// plain returns v as mappings, lists and scalars only, with a struct's fields under their Go names. A number without
// a fraction is an integer, as in a stream. If floats is set, one of 1000000 or more is the string that Helm prints for it.
func plain(v interface{}, floats bool) interface{} {
	return plainValue(reflect.ValueOf(v), floats)
}

func plainValue(v reflect.Value, floats bool) interface{} {
	switch v.Kind() {
	case reflect.Interface, reflect.Ptr:
		if v.IsNil() {
			return nil
		}
		return plainValue(v.Elem(), floats)
	case reflect.Map:
		m := map[string]interface{}{}
		for _, k := range v.MapKeys() {
			m[k.String()] = plainValue(v.MapIndex(k), floats)
		}
		return m
	case reflect.Slice:
		l := []interface{}{}
		for i := 0; i < v.Len(); i++ {
			l = append(l, plainValue(v.Index(i), floats))
		}
		return l
	case reflect.Struct:
		m := map[string]interface{}{}
		for i := 0; i < v.NumField(); i++ {
			if v.Type().Field(i).IsExported() {
				m[v.Type().Field(i).Name] = plainValue(v.Field(i), floats)
			}
		}
		return m
	case reflect.Float64:
		f := v.Float()
		if floats && math.Abs(f) >= 1e6 {
			return fmt.Sprint(f)
		}
		if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
			return int64(f)
		}
		return f
	case reflect.Invalid:
		return nil
	}
	return v.Interface()
}

// named returns v with the keys of its mappings as strings, as in JSON.
func named(v interface{}) interface{} {
	switch v := v.(type) {
	case map[interface{}]interface{}:
		m := map[interface{}]interface{}{}
		for k, member := range v {
			m[fmt.Sprint(k)] = named(member)
		}
		return m
	case []interface{}:
		for i := range v {
			v[i] = named(v[i])
		}
	}
	return v
}

// documents reads a stream as Kubernetes' reader does, without empty documents.
func documents(text string) (out []interface{}, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	d := yaml.NewDecoder(strings.NewReader(text))
	for {
		var v interface{}
		if err := d.Decode(&v); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s", strings.ReplaceAll(err.Error(), "\n", " "))
		}
		if v != nil {
			out = append(out, named(v))
		}
	}
}

// An excuse tells whether two scalars may differ.
type excuse func(want, got interface{}) bool

// difference returns the first path at which two values differ without excuse, with both values, or "".
func difference(at string, want, got interface{}, may excuse) string {
	switch w := want.(type) {
	case map[interface{}]interface{}:
		g, ok := got.(map[interface{}]interface{})
		if !ok {
			break
		}
		return mappings(at, w, g, may)
	case []interface{}:
		g, ok := got.([]interface{})
		if !ok {
			break
		}
		if len(w) != len(g) && may(want, got) {
			return ""
		}
		for i := range w {
			if i >= len(g) {
				return fmt.Sprintf("%s[%d]: ours has none, helm's is %s", at, i, short(w[i]))
			}
			if d := difference(fmt.Sprintf("%s[%d]", at, i), w[i], g[i], may); d != "" {
				return d
			}
		}
		if len(g) > len(w) {
			return fmt.Sprintf("%s[%d]: helm's has none, ours is %s", at, len(w), short(g[len(w)]))
		}
		return ""
	}
	if reflect.DeepEqual(want, got) || number(want) == number(got) && number(want) != "" || may(want, got) {
		return ""
	}
	a, one := want.(string)
	b, two := got.(string)
	if i := 0; one && two {
		for i < len(a) && i < len(b) && a[i] == b[i] {
			i++
		}
		i = max(i-20, 0)
		return fmt.Sprintf("%s: from byte %d helm's is %s, ours is %s", at, i, short(a[i:]), short(b[i:]))
	}
	return fmt.Sprintf("%s: helm's is %s, ours is %s", at, short(want), short(got))
}

func mappings(at string, want, got map[interface{}]interface{}, may excuse) string {
	keys := []interface{}{}
	for k := range want {
		keys = append(keys, k)
	}
	for k := range got {
		if _, ok := want[k]; !ok {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool { return fmt.Sprint(keys[i]) < fmt.Sprint(keys[j]) })
	for _, k := range keys {
		w, there := want[k]
		g, here := got[k]
		if !here {
			return fmt.Sprintf("%s.%v: ours has none, helm's is %s", at, k, short(w))
		}
		if !there {
			return fmt.Sprintf("%s.%v: helm's has none, ours is %s", at, k, short(g))
		}
		if d := difference(fmt.Sprintf("%s.%v", at, k), w, g, may); d != "" {
			return d
		}
	}
	return ""
}

// number returns a number's value as text, the same for 1, 1.0 and 1e0.
func number(v interface{}) string {
	switch v := v.(type) {
	case int, int64, uint64:
		return fmt.Sprint(v)
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return fmt.Sprint(int64(v))
		}
		return fmt.Sprint(v)
	}
	return ""
}

func short(v interface{}) string {
	s := fmt.Sprintf("%T %#v", v, v)
	if _, ok := v.(string); ok {
		s = fmt.Sprintf("%q", v)
	}
	if len(s) > 80 {
		s = s[:80] + "…"
	}
	return s
}

func firstLine(ours, theirs string) string {
	a, b := strings.Split(ours, "\n"), strings.Split(theirs, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			w := "nothing"
			if i < len(b) {
				w = fmt.Sprintf("%q", b[i])
			}
			return fmt.Sprintf("line %d: helm's is %s, ours is %q", i+1, w, a[i])
		}
	}
	return fmt.Sprintf("line %d: helm's goes on: %q", len(a)+1, b[len(a)])
}
