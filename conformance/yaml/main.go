// What sigs.k8s.io/yaml makes of documents: they come on standard input, each ended by a NUL byte;
// out goes a line for each, JSON with sorted keys, or "error" and why.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"sigs.k8s.io/yaml"
)

// convert gives the document as JSON without the escapes that Marshal adds for HTML.
func convert(document []byte) (string, error) {
	text, err := yaml.YAMLToJSON(document)
	if err != nil {
		return "", err
	}
	var value interface{}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return "", err
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return "", err
	}
	return strings.TrimSuffix(out.String(), "\n"), nil
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		document, err := in.ReadBytes(0)
		if err == io.EOF {
			return
		}
		text, err := convert(document[:len(document)-1])
		if err != nil {
			text = "error " + strings.ReplaceAll(err.Error(), "\n", " ")
		}
		fmt.Fprintln(out, text)
	}
}
