// Package stream writes data as the records that tmpl-render reads.
package stream

import (
	"bytes"
	"encoding/json"
	"regexp"
	"sort"
	"strconv"
)

// Write adds the records of v, which is at path.
func Write(b *bytes.Buffer, path string, v interface{}) {
	switch v := v.(type) {
	case map[string]interface{}:
		keys := []string{}
		for k := range v {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			Write(b, path+segment(path, k), v[k])
		}
		if len(v) > 0 {
			return
		}
	case []interface{}:
		for i := range v {
			Write(b, path+"["+string(JSON(i))+"]", v[i])
		}
		if len(v) > 0 {
			return
		}
	case float64: // a float, even if its digits look like an integer's
		b.WriteString(path + "=" + strconv.FormatFloat(v, 'e', -1, 64) + "\n")
		return
	}
	b.WriteString(path + "=")
	b.Write(JSON(v))
	b.WriteString("\n")
}

var bare = regexp.MustCompile("^[A-Za-z_][A-Za-z0-9_]*$")

func segment(path, key string) string {
	if bare.MatchString(key) {
		return "." + key
	}
	s := "[" + string(JSON(key)) + "]"
	if path == "" {
		s = "." + s
	}
	return s
}

// JSON returns v as encoding/json writes it, but without escapes for HTML.
func JSON(v interface{}) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n")
}
