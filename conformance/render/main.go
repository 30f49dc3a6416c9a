// Renders one template with Go, sprig and toYaml, for benchmarks: render TEMPLATE <data.json
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
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
	text, err := os.ReadFile(os.Args[1])
	if err == nil {
		var t *template.Template
		if t, err = template.New("t").Funcs(f).Parse(string(text)); err == nil {
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
