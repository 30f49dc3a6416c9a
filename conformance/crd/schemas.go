package main

import (
	"encoding/json"
	"maps"
	"math/rand"
	"slices"
)

type object = map[string]interface{}

var (
	keys     = []string{"a", "b", "c", "d"}
	strs     = []string{"", "a", "ab", "abc", "é", "12", "A b", "a-b"}
	numbers  = []interface{}{0, 1, 2, 3, -1, 7, 10, 1.5, 0.5, 2.0, -2.5, 100000000000, 9007199254740993, 1e17, 0.3, json.Number("-0.0")}
	wholes   = []interface{}{0, 1, 2, 3, -1, 7, 10, 2.0, 100000000000, 1e15}
	patterns = []string{"^a", "b$", "^[a-z]*$", "[0-9]+", "^.$", `^[a-z\d-_]+$`, `\pL`, `^\s*\S`}
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.Intn(len(from))] }

// sorted returns the keys of an object in an order that is the same in each run.
func sorted(o object) []string { return slices.Sorted(maps.Keys(o)) }

func some(r *rand.Rand, n int) []interface{} {
	out := []interface{}{}
	for _, i := range r.Perm(len(keys))[:n] {
		out = append(out, keys[i])
	}
	return out
}

// value makes a random value of a type.
func value(r *rand.Rand, kind string, depth int) interface{} {
	switch kind {
	case "string":
		return pick(r, strs)
	case "integer":
		return pick(r, []interface{}{0, 1, 2, 3, -1, 7, 10, 2.0})
	case "number":
		return pick(r, numbers)
	case "boolean":
		return r.Intn(2) == 0
	case "array":
		list := []interface{}{}
		for n := r.Intn(3); n > 0; n-- {
			list = append(list, value(r, pick(r, kinds), depth-1))
		}
		return list
	case "object":
		o := object{}
		for n := r.Intn(3); n > 0 && depth > 0; n-- {
			o[pick(r, keys)] = value(r, pick(r, kinds), depth-1)
		}
		return o
	}
	return nil
}

var kinds = []string{"string", "integer", "number", "boolean", "array", "object", "null"}

// limits adds random constraints for values of a type, to the schema itself or to a part of a combination.
func limits(r *rand.Rand, s object, kind string) {
	switch kind {
	case "string":
		pick(r, []func(){
			func() { s["minLength"] = r.Intn(3) },
			func() { s["maxLength"] = r.Intn(3) },
			func() { s["pattern"] = pick(r, patterns) },
			func() { s["enum"] = []interface{}{pick(r, strs), pick(r, strs)} },
		})()
	case "integer", "number":
		bounds, steps := numbers, []interface{}{1, 2, 3, 0.5, 0.1, 2.5}
		if kind == "integer" {
			// The meaning of a bound with a fraction depends on the server's version.
			bounds, steps = wholes, steps[:3]
		}
		pick(r, []func(){
			func() { s["minimum"] = pick(r, bounds) },
			func() { s["maximum"] = pick(r, bounds); s["exclusiveMaximum"] = r.Intn(2) == 0 },
			func() { s["minimum"] = pick(r, bounds); s["exclusiveMinimum"] = r.Intn(2) == 0 },
			func() { s["multipleOf"] = pick(r, steps) },
			func() { s["enum"] = []interface{}{1, 2, 3.5} },
		})()
	case "array":
		s[pick(r, []string{"minItems", "maxItems"})] = r.Intn(3)
	case "object":
		pick(r, []func(){
			func() { s["required"] = some(r, r.Intn(3)) },
			func() { s[pick(r, []string{"minProperties", "maxProperties"})] = r.Intn(3) },
		})()
	}
}

// part makes a part of a combination for values of the schema s.
func part(r *rand.Rand, s object, kind string, depth int) object {
	p := object{}
	limits(r, p, kind)
	if r.Intn(8) == 0 {
		p["format"] = pick(r, []string{"byte", "ipv4", "int32", "int64", "double"})
	}
	if properties, ok := s["properties"].(object); ok && kind == "object" && r.Intn(2) == 0 {
		inner := object{}
		for _, k := range sorted(properties) {
			if r.Intn(2) == 0 {
				sub := properties[k].(object)
				t, _ := sub["type"].(string)
				inner[k] = part(r, sub, t, 0)
			}
		}
		p["properties"] = inner
	}
	if depth > 0 && r.Intn(4) == 0 {
		p["not"] = part(r, s, kind, 0)
	}
	return p
}

// newSchema makes a structural schema.
func newSchema(r *rand.Rand, depth int) object {
	s := object{}
	if r.Intn(12) == 0 {
		s["x-kubernetes-int-or-string"] = true
		if r.Intn(2) == 0 {
			s["anyOf"] = []interface{}{object{"type": "integer"}, object{"type": "string"}}
		}
		return s
	}
	if r.Intn(15) == 0 {
		s["x-kubernetes-preserve-unknown-fields"] = true
		s["nullable"] = r.Intn(2) == 0
		return s
	}
	kind := pick(r, kinds[:4])
	if depth > 0 && r.Intn(3) > 0 {
		kind = pick(r, kinds[4:6])
	}
	s["type"] = kind
	switch kind {
	case "array":
		s["items"] = newSchema(r, depth-1)
		inner := s["items"].(object)
		t, _ := inner["type"].(string)
		if t == "string" && r.Intn(2) == 0 {
			s["x-kubernetes-list-type"] = "set"
		}
		if t == "object" && r.Intn(2) == 0 {
			properties, _ := inner["properties"].(object)
			if properties == nil {
				properties = object{}
				delete(inner, "additionalProperties")
				inner["properties"] = properties
			}
			k := some(r, 1+r.Intn(2))
			for _, name := range k {
				properties[name.(string)] = object{"type": "string", "default": "d"}
			}
			inner["nullable"] = false
			s["x-kubernetes-list-type"] = "map"
			s["x-kubernetes-list-map-keys"] = k
		}
	case "object":
		switch r.Intn(5) {
		case 0:
			s["additionalProperties"] = newSchema(r, depth-1)
		case 1:
			s["x-kubernetes-preserve-unknown-fields"] = true
			fallthrough
		default:
			properties := object{}
			for _, k := range some(r, 1+r.Intn(3)) {
				properties[k.(string)] = newSchema(r, depth-1)
			}
			s["properties"] = properties
		}
		if r.Intn(10) == 0 && s["additionalProperties"] == nil {
			s["x-kubernetes-embedded-resource"] = true
		}
	}
	if r.Intn(4) == 0 {
		s["nullable"] = true
	}
	if r.Intn(2) == 0 {
		limits(r, s, kind)
	}
	if r.Intn(4) == 0 {
		name := pick(r, []string{"allOf", "anyOf", "oneOf"})
		list := []interface{}{}
		for n := 1 + r.Intn(3); n > 0; n-- {
			list = append(list, part(r, s, kind, 1))
		}
		s[name] = list
	}
	if r.Intn(8) == 0 {
		s["not"] = part(r, s, kind, 0)
	}
	if r.Intn(4) == 0 && depth < 3 {
		s["default"] = fit(r, s, 0)
	}
	return s
}

// fit makes a value for a schema; with a chance of odds/16 at each place it violates the schema.
func fit(r *rand.Rand, s object, odds int) interface{} {
	if r.Intn(16) < odds {
		return value(r, pick(r, kinds), 2)
	}
	if s["nullable"] == true && r.Intn(6) == 0 && odds > 0 {
		return nil
	}
	if e, ok := s["enum"].([]interface{}); ok {
		return pick(r, e)
	}
	kind, _ := s["type"].(string)
	switch kind {
	case "array":
		list := []interface{}{}
		for n := r.Intn(3); n > 0; n-- {
			list = append(list, fit(r, s["items"].(object), odds))
		}
		return list
	case "object":
		o := object{}
		if rest, ok := s["additionalProperties"].(object); ok {
			for n := r.Intn(3); n > 0; n-- {
				o[pick(r, keys)] = fit(r, rest, odds)
			}
		}
		properties, _ := s["properties"].(object)
		for _, k := range sorted(properties) {
			if r.Intn(3) > 0 {
				o[k] = fit(r, properties[k].(object), odds)
			}
		}
		if r.Intn(16) < odds {
			o[pick(r, keys)] = nil
		}
		if s["x-kubernetes-embedded-resource"] == true {
			o["apiVersion"] = pick(r, []string{"v1", "a/b", "a/b/c", ""})
			o["kind"] = pick(r, []string{"Pod", "A_b", "a-b", "A"})
			if r.Intn(2) == 0 {
				o["metadata"] = object{"name": pick(r, []string{"x", "x/y", "A b"}), "labels": object{"a": pick(r, strs)}}
			}
		}
		return o
	case "":
		if s["x-kubernetes-int-or-string"] == true {
			return pick(r, []interface{}{1, "50%"})
		}
		return value(r, pick(r, kinds), 2)
	}
	return value(r, kind, 1)
}
