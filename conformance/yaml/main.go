// Compares how yaml2kv and a Go reader read YAML documents. The documents are on standard input, each
// ended by a NUL byte; the file OURS has a line for each, JSON, or "error" and the message. For each document
// that differs, it prints the document, the reader's result and ours, each ended by a NUL byte. The reader is
// sigs.k8s.io/yaml, the Kubernetes API server's, or with -3 yaml.v3, which reads YAML 1.2.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"reflect"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
	kubernetes "sigs.k8s.io/yaml"
)

// convert returns the document as JSON.
func convert(document []byte, v3 bool) (string, error) {
	if !v3 {
		text, err := kubernetes.YAMLToJSON(document)
		return string(text), err
	}
	var value interface{}
	if err := yaml.Unmarshal(document, &value); err != nil {
		return "", err
	}
	text, err := json.Marshal(value)
	return string(text), err
}

// digits is the number of decimal digits that a double always keeps.
const digits = 15

// simplify replaces numbers by their values, and numbers with more digits than that by their text.
func simplify(value interface{}) interface{} {
	switch v := value.(type) {
	case json.Number:
		if f, err := strconv.ParseFloat(v.String(), 64); err == nil &&
			(len(v) <= digits || strings.ContainsAny(v.String(), ".e")) {
			return f
		}
		return v.String()
	case []interface{}:
		for i := range v {
			v[i] = simplify(v[i])
		}
	case map[string]interface{}:
		for k := range v {
			v[k] = simplify(v[k])
		}
	}
	return value
}

func parse(text string) interface{} {
	var value interface{}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		log.Fatalf("%s: %v", text, err)
	}
	return simplify(value)
}

func same(theirs, ours string) bool {
	if theirs == ours || strings.HasPrefix(theirs, "error") || strings.HasPrefix(ours, "error") {
		return strings.HasPrefix(theirs, "error") == strings.HasPrefix(ours, "error")
	}
	return reflect.DeepEqual(parse(theirs), parse(ours))
}

func main() {
	v3 := os.Args[1] == "-3"
	text, err := os.ReadFile(os.Args[len(os.Args)-1])
	if err != nil {
		log.Fatal(err)
	}
	in := bufio.NewReader(os.Stdin)
	for _, ours := range bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n")) {
		document, err := in.ReadBytes(0)
		if err != nil {
			log.Fatal("fewer documents than lines: ", err)
		}
		theirs, err := convert(document[:len(document)-1], v3)
		if err != nil {
			theirs = "error " + err.Error()
		}
		if !same(theirs, string(ours)) {
			fmt.Printf("%s%s\x00%s\x00", document, theirs, ours)
		}
	}
	if _, err := in.ReadByte(); err != io.EOF {
		log.Fatal("more documents than lines")
	}
}
