// Renders one template with Go, sprig, include and toYaml, for benchmarks: render TEMPLATE <data.json
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"
	"sigs.k8s.io/yaml"
)

func main() {
	var data interface{}
	if err := json.NewDecoder(os.Stdin).Decode(&data); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	f := sprig.TxtFuncMap()
	f["toYaml"] = func(v interface{}) string {
		out, _ := yaml.Marshal(v)
		return strings.TrimSuffix(string(out), "\n")
	}
	t := template.New("t")
	f["include"] = func(name string, v interface{}) (string, error) {
		var b strings.Builder
		err := t.ExecuteTemplate(&b, name, v)
		return b.String(), err
	}
	text, err := os.ReadFile(os.Args[1])
	if err == nil {
		if t, err = t.Funcs(f).Parse(string(text)); err == nil {
			var b strings.Builder
			if err = t.Execute(&b, data); err == nil {
				_, err = os.Stdout.WriteString(b.String())
			}
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
