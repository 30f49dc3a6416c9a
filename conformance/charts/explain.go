package main

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	yaml "sigs.k8s.io/yaml/goyaml.v2"
)

// Kinds of differences that are intended. A difference is explained if the output is equal
// after the difference that the kind names is undone. Any other must be in the list of known differences.
const (
	empty     = "an empty string is \"\", not null"
	digest    = "a digest of a text that YAML mode writes otherwise"
	structure = "a text of a value or of a function stays a string"
	numeral   = "a string that reads as a number stays a string"
	twice     = "two keys are equal"
	float     = "Helm prints 1000000 as 1e+06"
	earlier   = "a template that Helm renders earlier changes the values"
	missing   = "a missing value within text is nothing, also where a function reads the text"
	breaks    = "the line breaks at the end of a value of toYaml are its own"
	item      = "null in [] is an item"
	object    = "an object that prints itself in Helm"
	printed   = "a collection is one, not Go's text of it"
	column    = "a mapping in the column of its key would join the mapping around it"
)

// Messages that refuse texts that are structure in Helm.
var refusals = map[*regexp.Regexp]string{
	regexp.MustCompile(`a string of several lines is the whole document|a string in place of a key: include and|a key within a value: quote`): structure,
	regexp.MustCompile(`two entries have the key "`):                         twice,
	regexp.MustCompile(`: a mapping must be indented deeper than its key; `): column,
}

// explain returns the kinds of a template's differences, or "" if a difference has no kind. ours is the output; if failed
// is not nil, tmpl-render refused the template.
func explain(o *options, r *run, name string, ours string, failed error) string {
	if o.text {
		return ""
	}
	texts := r.texts(o, name)
	if failed != nil {
		for message, kind := range refusals {
			if texts != "" && message.MatchString(failed.Error()) {
				return kind
			}
		}
	}
	kinds := map[string]bool{}
	if failed == nil && match(r.first[name], ours, false, excused(texts, kinds)) == "" {
		return list(kinds)
	}
	kinds = map[string]bool{earlier: true}
	text, err := r.render(o, name, way{mode: o.mode, earlier: true})
	if err == nil && match(r.first[name], text, true, excused(texts, kinds)) == "" {
		return list(kinds)
	}
	return ""
}

var (
	version  = regexp.MustCompile(`map\[Major:\S+ Minor:\S+ Version:(\S+)\]`)
	inBase64 = regexp.MustCompile(`^[A-Za-z0-9+/]+=*$`)
)

// explainText returns the kinds of the differences of two texts.
func explainText(theirs, ours string, failed error) string {
	kinds := map[string]bool{}
	if text := exponent.ReplaceAllStringFunc(theirs, digits); text != theirs {
		theirs, kinds[float] = text, true
	}
	if text := version.ReplaceAllString(ours, "$1"); text != ours {
		ours, kinds[object] = text, true
	}
	if texts(theirs, ours, failed).outcome != equal {
		return ""
	}
	return list(kinds)
}

// texts returns the output in text mode if it is equal to Helm's, or "".
func (r *run) texts(o *options, name string) string {
	for _, w := range []way{{mode: o.mode}, {mode: "default"}, {mode: o.mode, floats: true}, {mode: "default", floats: true}} {
		w.text = true
		text, err := r.render(o, name, w)
		text = strings.ReplaceAll(joined.ReplaceAllString(text, "---\n$1"), "<no value>", "") // as Helm does at the end
		if err == nil && match(r.first[name], text, false, never) == "" {
			return text
		}
	}
	return ""
}

func never(want, got interface{}) bool {
	return false
}

var sum = regexp.MustCompile(`^[0-9a-f]{32,64}$`)

// excused returns an excuse, which notes the kinds of the differences. texts are the outputs in text mode.
func excused(texts string, kinds map[string]bool) excuse {
	var may excuse
	may = func(want, got interface{}) bool {
		ours, is := got.(string)
		theirs, both := want.(string)
		kind := ""
		switch {
		case !is && withoutNull(want, got):
			kind = item
		case !is && reads(fmt.Sprint(got), want):
			kind = printed
		case !is:
		case want == nil && ours == "":
			kind = empty
		case both && exponent.ReplaceAllStringFunc(theirs, digits) == ours:
			kind = float
		case both && sum.MatchString(theirs) && sum.MatchString(ours) && strings.Contains(texts, theirs):
			kind = digest
		case texts != "" && number(want) != "" && reads(ours, want):
			kind = numeral
		case texts != "" && (reads(ours, want) || folded(texts, ours, want)):
			kind = structure
		case both && texts != "" && strings.TrimRight(theirs, "\n") == strings.TrimRight(ours, "\n"):
			kind = breaks
		case both && decoded(theirs, ours, kinds) != "":
			kind = decoded(theirs, ours, kinds)
		case theirs == `"\u003cno value\u003e"` && ours == "null":
			kind = missing
		case both:
			return within(theirs, ours, may)
		}
		kinds[kind] = true
		return kind != ""
	}
	return may
}

// decoded returns the kind of the differences of two texts in base64, or "".
func decoded(theirs, ours string, kinds map[string]bool) string {
	if !inBase64.MatchString(theirs) || !inBase64.MatchString(ours) {
		return ""
	}
	a, one := base64.StdEncoding.DecodeString(theirs)
	b, two := base64.StdEncoding.DecodeString(ours)
	present := strings.ReplaceAll(string(a), "<no value>", "")
	text := exponent.ReplaceAllStringFunc(present, digits)
	if one != nil || two != nil || text != string(b) {
		return ""
	}
	if present == string(a) {
		return float
	}
	kinds[float] = kinds[float] || text != present
	return missing
}

// folded tells whether a string of ours consists of lines of a text that Helm reads as a collection.
func folded(texts, ours string, want interface{}) bool {
	_, scalar := want.(string)
	words := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	return !scalar && want != nil && ours != "" && strings.Contains(words(texts), words(ours))
}

// withoutNull tells whether got is the list want with more items, which are null.
func withoutNull(want, got interface{}) bool {
	w, one := want.([]interface{})
	g, two := got.([]interface{})
	rest := []interface{}{}
	for _, v := range g {
		if v != nil {
			rest = append(rest, v)
		}
	}
	return one && two && len(rest) == len(w) && len(g) > len(w) && difference("", want, rest, never) == ""
}

// reads tells whether text, read as YAML, is the value want.
func reads(text string, want interface{}) bool {
	var got interface{}
	return yaml.Unmarshal([]byte(text), &got) == nil && difference("", want, got, never) == ""
}

// within tells whether two strings, read as YAML, are collections that differ only where the excuse allows it.
func within(theirs, ours string, may excuse) bool {
	var want, got interface{}
	if yaml.Unmarshal([]byte(theirs), &want) != nil || yaml.Unmarshal([]byte(ours), &got) != nil {
		return false
	}
	_, mapping := want.(map[interface{}]interface{})
	_, list := want.([]interface{})
	return (mapping || list) && difference("", want, got, may) == ""
}

var exponent = regexp.MustCompile(`\b[0-9](\.[0-9]+)?e\+[0-9]{2}\b`)

// digits returns a float without an exponent.
func digits(text string) string {
	f, _ := strconv.ParseFloat(text, 64)
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func list(kinds map[string]bool) string {
	out := []string{}
	for _, k := range []string{empty, digest, numeral, structure, float, earlier, missing, breaks, item, object, printed} {
		if kinds[k] {
			out = append(out, k)
		}
	}
	return strings.Join(out, "; ")
}

// match returns the first difference of two streams of documents. If last, only the last documents of ours
// count, as many as theirs has.
func match(theirs, ours string, last bool, may excuse) string {
	want, err := parse(theirs)
	if err != nil {
		return err.Error()
	}
	got, err := documents(ours)
	if err != nil {
		return "ours is not YAML: " + err.Error()
	}
	if last {
		got = got[max(len(got)-len(want), 0):]
	}
	return difference("", want, got, may)
}

// parse reads Helm's output.
func parse(text string) ([]interface{}, error) {
	text = joined.ReplaceAllString(text, "---\n$1")
	// `helm template` adds a line break, which a block scalar at the end may keep: this is no part of the template.
	want, err := documents(strings.TrimSuffix(text, "\n") + "\n")
	if err != nil {
		want, err = documents(marker.ReplaceAllString(text, "\n---\n"))
	}
	return want, err
}
