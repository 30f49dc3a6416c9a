// Renders a template that asks about every character, by Go with sprig and by the tmpl-render that is its argument,
// and prints the characters for which they differ.
package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"text/template"
	"unicode"

	"github.com/Masterminds/sprig/v3"
)

// Each line has a character's number and whether it is printed (%q), its cases, what swapcase makes of its category,
// whether it is a space (trim), a letter (title changes only what does not follow one), and its kind as part of a word.
// U+FFFD is left out: Go's snakecase takes it for a malformed character.
const source = `{{ range untilStep %d %d 1 }}{{ $c := printf "%%c" . }}{{ if ne $c "\ufffd" }}{{ . }} {{ printf "%%q" $c }} {{ upper $c }} {{ lower $c }} {{ title $c -}}
{{ " " }}{{ swapcase $c }} {{ trim $c }} {{ title (print "." $c "a") }} {{ snakecase (print "a" $c "a1A.b") }} {{ camelcase (print "a" $c "a") }}
{{ end }}{{ end }}`

func main() {
	const step = 1 << 16
	fails := 0
	for first := 0; first <= unicode.MaxRune; first += step {
		text := fmt.Sprintf(source, first, first+step)
		var want bytes.Buffer
		err := template.Must(template.New("t").Funcs(sprig.TxtFuncMap()).Parse(text)).Execute(&want, nil)
		if err == nil {
			err = os.WriteFile("t", []byte(text), 0o644)
		}
		cmd := exec.Command(os.Args[1], "-t", "t")
		cmd.Stdin, cmd.Stderr = strings.NewReader(".={}\n"), os.Stderr
		got, failed := cmd.Output()
		if err != nil || failed != nil {
			fmt.Println("unicode:", err, failed)
			os.Exit(2)
		}
		theirs, ours := strings.Split(want.String(), "\n"), strings.Split(string(got), "\n")
		for i := range theirs {
			if i >= len(ours) || theirs[i] != ours[i] {
				fails++
				fmt.Printf("Go:   %s\nhere: %s\n", theirs[i], strings.Join(ours[min(i, len(ours)):min(i+1, len(ours))], ""))
			}
		}
	}
	fmt.Printf("unicode: %d characters differ from Go's Unicode %s\n", fails, unicode.Version)
	if fails > 0 {
		os.Exit(1)
	}
}
