// Compares tmpl-render -t with Go: templates and data from a seed through text/template, sprig and
// Helm's functions, trees through sigs.k8s.io/yaml. What differs is shrunk and printed.
//
//	templates [-seed N] [-n TEMPLATES] [-y TREES] [-v] TMPL-RENDER
package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"unicode/utf8"

	"conformance/stream"
)

type testCase struct {
	template *node
	data     map[string]interface{}
	mode     string
}

type outcome struct {
	out, err string
	failed   bool
}

type runner struct {
	tool, dir string
}

func (r *runner) ours(c *testCase) outcome {
	if err := os.WriteFile(filepath.Join(r.dir, "t"), []byte(c.template.String()), 0o600); err != nil {
		panic(err)
	}
	var in, out, diag bytes.Buffer
	if len(c.data) == 0 {
		in.WriteString(".={}\n")
	}
	if len(c.data) > 0 {
		stream.Write(&in, "", c.data)
	}
	cmd := exec.Command(r.tool, "-t", "-m", c.mode, "t")
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = r.dir, &in, &out, &diag
	err := cmd.Run()
	if err != nil && cmd.ProcessState.ExitCode() != 1 {
		return outcome{out.String(), fmt.Sprint(err) + "\n" + diag.String(), false}
	}
	return outcome{out.String(), diag.String(), err != nil}
}

func theirs(c *testCase) outcome {
	return theirsWith(c, words[0])
}

func theirsWith(c *testCase, words string) outcome {
	out, err := render(c.template.String(), c.data, c.mode, words)
	if err != nil {
		return outcome{"", err.Error(), true}
	}
	return outcome{out, "", false}
}

// departure returns the name of the intended difference that the errors show, if any.
func departure(c *testCase, g, o outcome) string {
	if strings.Contains(o.err, "or the text is not UTF-8") {
		return "patterns on bytes"
	}
	if strings.Contains(o.err, "have no JSON form") {
		return "infinities"
	}
	for _, other := range words[1:] {
		if g.out == o.out && g.failed == o.failed || !strings.Contains(c.template.String(), "from") {
			break
		}
		if t := theirsWith(c, other); t.out != g.out || t.failed != g.failed {
			return "errors of fromYaml, fromJson and fromToml"
		}
	}
	if g.out != o.out && strings.NewReplacer(`\u0008`, `\b`, `\u000c`, `\f`).Replace(g.out) == o.out {
		return "\\b and \\f in JSON"
	}
	if !utf8.ValidString(g.out) || !utf8.ValidString(o.out) || strings.Contains(g.out, "!!binary") {
		return "text that is not UTF-8"
	}
	if !g.failed {
		return ""
	}
	for _, d := range []struct{ sign, name string }{
		{"expected int; got int64", "integer parameters"},
		{"expected int; got float64", "integer parameters"},
		{"expected int; got uint64", "integer parameters"},
		{"cannot index slice/array with type float64", "integer parameters"},
		{"expected float64; got int", "float parameters"},
		{"reflect.Value.Type on zero Value", "deepCopy of nil"},
		{"expected map[string]interface {}; got interface {}", "nil as a map"},
		{"nil pointer evaluating interface {}", "fields of nil items"},
	} {
		if strings.Contains(g.err, d.sign) {
			return d.name
		}
	}
	return ""
}

// message returns the part of an error that must equal Go's: the first line, without a function's own text.
func message(err string) string {
	err = strings.TrimPrefix(strings.SplitN(err, "\n", 2)[0], filepath.Base(os.Args[len(os.Args)-1])+": ")
	if i := strings.Index(err, ": error calling "); i >= 0 {
		j := strings.Index(err[i+16:], ":")
		if j >= 0 {
			return err[:i+16+j]
		}
	}
	return err
}

func differs(r *runner, c *testCase) bool {
	g, o := theirs(c), r.ours(c)
	return departure(c, g, o) == "" && (g.failed != o.failed || !g.failed && g.out != o.out)
}

// shrink makes a case smaller while it still differs.
func shrink(r *runner, c *testCase) {
	for again := true; again; {
		again = false
		for _, n := range nodes(c.template, nil) {
			for i := 0; n.list && i < len(n.parts); i++ {
				saved := n.parts
				n.parts = append(append([]interface{}{}, saved[:i]...), saved[i+1:]...)
				if differs(r, c) {
					again = true
					i--
				} else {
					n.parts = saved
				}
			}
			if !n.expr {
				continue
			}
			for _, inner := range nodes(n, nil)[1:] {
				if saved := n.parts; inner.expr {
					n.parts = inner.parts
					if differs(r, c) {
						again = true
						break
					}
					n.parts = saved
				}
			}
		}
		for k, v := range c.data {
			delete(c.data, k)
			if !differs(r, c) {
				c.data[k] = v
			}
		}
	}
}

func nodes(n *node, out []*node) []*node {
	out = append(out, n)
	for _, p := range n.parts {
		if child, ok := p.(*node); ok {
			out = nodes(child, out)
		}
	}
	return out
}

func make1(seed int64, i int, trees bool) *testCase {
	g := &gen{r: rand.New(rand.NewSource(seed + int64(i)*7919))}
	if trees {
		text := "{{ toYaml .v }}"
		return &testCase{&node{parts: []interface{}{text}}, map[string]interface{}{"v": g.tree(3)}, "default"}
	}
	mode := "default"
	if g.r.Intn(10) == 0 {
		mode = []string{"zero", "error"}[g.r.Intn(2)]
	}
	t := g.template()
	return &testCase{t, g.data(), mode}
}

type tally struct {
	sync.Mutex
	agree, failed, worded, differ int
	departed                      map[string]int
}

func (t *tally) one(r *runner, seed int64, i int, trees, verbose bool) {
	c := make1(seed, i, trees)
	g, o := theirs(c), r.ours(c)
	if d := departure(c, g, o); d != "" {
		t.Lock()
		t.departed[d]++
		t.Unlock()
		return
	}
	same := g.failed == o.failed && (g.failed || g.out == o.out)
	// go-yaml's comparison of keys is not an order for some sets of keys; its output then is random.
	for tries := 0; trees && !same && tries < 200; tries++ {
		same = theirs(c).out == o.out
	}
	t.Lock()
	defer t.Unlock()
	if same {
		t.agree++
		if g.failed {
			t.failed++
			if message(g.err) == message(o.err) {
				t.worded++
			}
			if verbose && message(g.err) != message(o.err) {
				fmt.Printf("both fail: %s\n           %s", g.err, o.err)
			}
		}
		return
	}
	t.differ++
	if t.differ > 20 {
		return
	}
	t.Unlock()
	shrink(r, c)
	g, o = theirs(c), r.ours(c)
	t.Lock()
	fmt.Printf("case %d, mode %s\n  template %q\n  data     %s\n  go       %q %s\n  ours     %q %s\n", i, c.mode, c.template,
		stream.JSON(c.data), g.out, g.err, o.out, o.err)
}

func run(tool string, seed int64, n int, trees, verbose bool) int {
	t := &tally{departed: map[string]int{}}
	jobs := make(chan int)
	var wait sync.WaitGroup
	for w := 0; w < 2; w++ {
		dir, err := os.MkdirTemp("", "conformance")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		wait.Add(1)
		go func() {
			for i := range jobs {
				t.one(&runner{tool, dir}, seed, i, trees, verbose)
			}
			wait.Done()
		}()
	}
	for i := 0; i < n; i++ {
		jobs <- i
	}
	close(jobs)
	wait.Wait()
	what := "templates"
	if trees {
		what = "toYaml trees"
	}
	fmt.Printf("%s: seed %d, %d cases: %d agree (%d of them fail in both, %d with Go's message), %d differ, departures %v\n", what, seed, n, t.agree,
		t.failed, t.worded, t.differ, t.departed)
	return t.differ
}

func main() {
	seed := flag.Int64("seed", 1, "the seed")
	n := flag.Int("n", 20000, "how many templates")
	y := flag.Int("y", 5000, "how many trees")
	only := flag.Int("case", -1, "show this case")
	verbose := flag.Bool("v", false, "show what fails in both")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	tool, err := filepath.Abs(flag.Arg(0))
	if err != nil {
		panic(err)
	}
	if *only >= 0 {
		c := make1(*seed, *only, false)
		fmt.Printf("%s\n---\n%s\n", c.template, stream.JSON(c.data))
		return
	}
	if run(tool, *seed, *n, false, *verbose)+run(tool, *seed, *y, true, *verbose) > 0 {
		os.Exit(1)
	}
}
