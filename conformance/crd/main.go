// Compares yaml-validate with the Kubernetes API server's own packages, on generated CRDs and documents.
//
//	crd YAML-VALIDATE FOLDER SEED SCHEMAS
//
// Each format is tried with the spellings of values.go and mutations of them. FOLDER is for the files of the
// run. Each difference is printed; the exit status is then 1.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"

	v1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	"sigs.k8s.io/yaml"
)

type run struct {
	program, folder                   string
	documents, refused, differ, skips int
}

// compare validates the documents, whose spec has the schema, by both.
func (t *run) compare(spec object, documents []interface{}) {
	root := object{"type": "object", "properties": object{"spec": spec}}
	crd := object{"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
		"metadata": object{"name": "things.example.org"},
		"spec": object{"group": "example.org", "scope": "Namespaced", "names": object{"kind": "Thing", "plural": "things"},
			"versions": []interface{}{object{"name": "v1", "served": true, "storage": true,
				"schema": object{"openAPIV3Schema": root}}}}}
	text, err := json.Marshal(crd)
	if err != nil {
		log.Fatal(err)
	}
	var typed v1.CustomResourceDefinition
	if err := yaml.Unmarshal(text, &typed); err != nil {
		log.Fatal(err)
	}
	kind, err := newKind(typed.Spec.Versions[0].Schema.OpenAPIV3Schema)
	if err != nil {
		t.skips++
		return
	}
	path := filepath.Join(t.folder, "crd.json")
	if err := os.WriteFile(path, text, 0o666); err != nil {
		log.Fatal(err)
	}
	var stream bytes.Buffer
	var lines [][]byte
	for i, value := range documents {
		line, err := json.Marshal(object{"apiVersion": "example.org/v1", "kind": "Thing",
			"metadata": object{"name": "x" + strconv.Itoa(i)}, "spec": value})
		if err != nil {
			log.Fatal(err)
		}
		line = bytes.ReplaceAll(line, []byte("\x7f"), []byte("\\u007f")) // bare, it is not YAML
		lines = append(lines, line)
		fmt.Fprintf(&stream, "---\n%s\n", line)
	}
	found := t.findings(path, stream.Bytes())
	shown := 0
	for i, line := range lines {
		// The server gets JSON that kubectl made of YAML.
		asJSON, err := yaml.YAMLToJSON(line)
		if err != nil {
			log.Fatal(err)
		}
		var object map[string]interface{}
		if err := utiljson.Unmarshal(asJSON, &object); err != nil {
			log.Fatal(err)
		}
		why := kind.refuses(object, false)
		t.documents++
		if len(why) > 0 {
			t.refused++
		}
		if (len(why) > 0) == (len(found[2*i+2]) > 0) {
			continue
		}
		t.differ++
		if shown++; shown <= 2 {
			text, _ := json.Marshal(spec)
			fmt.Printf("schema    %s\ndocument  %s\nserver    %q\nours      %q\n", text, line, why, found[2*i+2])
		}
	}
}

// findings returns our findings by line.
func (t *run) findings(crd string, stream []byte) map[int][]string {
	command := exec.Command(t.program, "-o", "json", "-s", crd, "-")
	command.Stdin = bytes.NewReader(stream)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if exit, ok := err.(*exec.ExitError); err != nil && (!ok || exit.ExitCode() != 1 || len(out) == 0) {
		log.Fatal(crd, ": ", err)
	}
	found := map[int][]string{}
	for _, line := range bytes.Split(bytes.TrimSpace(out), []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		var f struct {
			Line          int
			Path, Message string
		}
		if err := json.Unmarshal(line, &f); err != nil {
			log.Fatal(err)
		}
		found[f.Line] = append(found[f.Line], f.Path+": "+f.Message)
	}
	return found
}

func main() {
	if len(os.Args) != 5 {
		log.Fatal("usage: crd YAML-VALIDATE FOLDER SEED SCHEMAS")
	}
	seed, _ := strconv.ParseInt(os.Args[3], 10, 64)
	schemas, _ := strconv.Atoi(os.Args[4])
	t := &run{program: os.Args[1], folder: os.Args[2]}
	r := rand.New(rand.NewSource(seed))
	var names []string
	for name := range formats {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		var documents []interface{}
		for _, text := range formats[name] {
			documents = append(documents, text)
		}
		for i := 0; i < 20*schemas/10; i++ {
			documents = append(documents, mutate(r, pick(r, formats[name])))
		}
		t.compare(object{"type": "string", "format": name}, documents)
	}
	for _, pattern := range regexes {
		var documents []interface{}
		for _, text := range texts {
			documents = append(documents, text)
		}
		for i := 0; i < schemas/10; i++ {
			documents = append(documents, mutate(r, pick(r, texts)))
		}
		t.compare(object{"type": "string", "pattern": pattern}, documents)
	}
	fmt.Printf("formats and patterns of seed %d: %d documents, %d refused, %d differ\n", seed, t.documents, t.refused, t.differ)
	for i := 0; i < schemas; i++ {
		spec := newSchema(r, 3)
		var documents []interface{}
		for j := 0; j < 40; j++ {
			documents = append(documents, fit(r, spec, j%3))
		}
		t.compare(spec, documents)
	}
	fmt.Printf("all of seed %d: %d documents, %d refused, %d differ, %d CRDs refused\n", seed, t.documents, t.refused, t.differ, t.skips)
	if t.differ > 0 {
		os.Exit(1)
	}
}
