// Makes the Secrets of ExternalSecrets by External Secrets' own template engine, and checks that the strings
// of a request come out unchanged, and never with a credential in them.
//
//	secrets MADE WANTED
//
// MADE is JSON, the documents that the pipeline made, one a line. WANTED is JSON, a mapping of the labels and
// annotations that the Secret of Argo CD must have. The exit status is 1 if a Secret is not as it must be.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	externalsecrets "github.com/external-secrets/external-secrets/apis/externalsecrets/v1"
	"github.com/external-secrets/external-secrets/pkg/template/v2"
	"k8s.io/api/core/v1"
)

func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "secrets:", err)
		os.Exit(2)
	}
}

// bytes returns the strings of a mapping in the form that the engine takes.
func bytes(texts map[string]string) map[string][]byte {
	all := map[string][]byte{}
	for key, text := range texts {
		all[key] = []byte(text)
	}
	return all
}

// render returns the Secret that the operator makes of es, where every field fetched is "secret-KEY".
func render(es *externalsecrets.ExternalSecret) *v1.Secret {
	secret := &v1.Secret{}
	fetched := map[string][]byte{}
	for _, data := range es.Spec.Data {
		fetched[data.SecretKey] = []byte("secret-" + data.SecretKey)
	}
	template := es.Spec.Target.Template
	if template == nil {
		secret.Data = fetched
		return secret
	}
	values := externalsecrets.TemplateScopeValues
	fatal(run(bytes(template.Metadata.Labels), fetched, values, externalsecrets.TemplateTargetLabels, secret))
	fatal(run(bytes(template.Metadata.Annotations), fetched, values, externalsecrets.TemplateTargetAnnotations, secret))
	fatal(run(bytes(template.Data), fetched, values, externalsecrets.TemplateTargetData, secret))
	return secret
}

var run = template.Execute

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: secrets MADE WANTED")
		os.Exit(2)
	}
	text, err := os.ReadFile(os.Args[2])
	fatal(err)
	wanted := map[string]string{}
	fatal(json.Unmarshal(text, &wanted))
	file, err := os.Open(os.Args[1])
	fatal(err)
	defer file.Close()
	wrong, secrets := 0, 0
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		es := &externalsecrets.ExternalSecret{}
		fatal(json.Unmarshal(lines.Bytes(), es))
		if es.Kind != "ExternalSecret" {
			continue
		}
		secret := render(es)
		secrets++
		if es.Spec.Target.Template == nil {
			continue
		}
		for key, value := range wanted {
			got, found := secret.Labels[key]
			if !found {
				got = secret.Annotations[key]
			}
			if got != value {
				fmt.Printf("%s: %s is %q, wanted %q\n", es.Name, key, got, value)
				wrong++
			}
		}
		for _, texts := range []map[string]string{secret.Labels, secret.Annotations} {
			for key, value := range texts {
				if strings.Contains(value, "secret-") {
					fmt.Printf("%s: a credential is in %s\n", es.Name, key)
					wrong++
				}
			}
		}
		for _, key := range []string{"name", "server", "config"} {
			if string(secret.Data[key]) != "secret-"+key {
				fmt.Printf("%s: %s is %q\n", es.Name, key, secret.Data[key])
				wrong++
			}
		}
	}
	fatal(lines.Err())
	if wrong > 0 || secrets == 0 {
		os.Exit(1)
	}
	fmt.Printf("secrets: %d ExternalSecrets are what External Secrets makes of them\n", secrets)
}
