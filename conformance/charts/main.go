// Compares tmpl-render with Helm's own engine on whole charts: every template of a chart, as parsed documents,
// with the chart's values and with each file of its ci folder. For each it prints how many templates are
// equal, which differ and where, and which are refused and why.
//
//	charts [-v] [-t] [-m MODE] [-k VERSION] [-only PATTERN] [-known FILE] TMPL-RENDER CHART...
//	charts -o DIR [-k VERSION] CHART
//
// Kinds of differences are intended; explain.go finds them, and -v lists them. FILE lists others that are
// intended, each in a line "CHART VALUES TEMPLATE: REASON": CHART is the folder's name, VALUES is "-" for the chart's own
// values; lines that begin with # are comments. The exit status is 1 if another template differs or is
// refused, or if a listed one is equal.
//
// With -o it writes a chart for tmpl-render to DIR: its templates; their names, one a line, in the file arguments;
// and their data in the file values.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

type options struct {
	tool, mode, kube string
	text, verbose    bool
	only             *regexp.Regexp
	known            []*known
	kinds            map[string]int // how many differences are of a kind
	others           int            // how many differ or are refused, and are not listed
}

// An outcome of a template, in the order in which they are listed.
const (
	equal     = "equal"
	intended  = "explained"
	differ    = "differ"
	refused   = "refused"
	taken     = "helm fails, we do not"
	bothFail  = "both fail"
	noYAML    = "helm's is not YAML"
	unsettled = "of randomness, keys or the clock"
)

// Functions and objects that tmpl-render does not have.
var lacking = regexp.MustCompile(`not defined: templates have no (clock|randomness|keys)$`)

// Where Helm ends a document (its pkg/releaseutil/manifest.go): something may follow in the line.
var (
	marker = regexp.MustCompile(`(?:^|\s*\n)---\s*`)
	joined = regexp.MustCompile(`(?m)^---([^\s-])`)
)

type result struct {
	outcome, why string
}

// compare compares one template's text with Helm's two renderings of it.
func compare(o *options, r *run, name string) result {
	theirs, failed := r.first[name], r.failed[name]
	ours, err := r.render(o, name, way{mode: o.mode, text: o.text})
	switch {
	case failed != "" && err != nil:
		return result{bothFail, failed}
	case failed != "":
		return result{taken, failed}
	case theirs != r.second[name] || err != nil && lacking.MatchString(err.Error()):
		return result{unsettled, ""}
	case o.text:
		return texts(theirs, ours, err)
	case strings.HasSuffix(name, ".txt"):
		bare := texts(theirs, ours, err)
		if kinds := explainText(theirs, ours, err); bare.outcome == differ && kinds != "" {
			return result{intended, kinds}
		}
		return bare
	}
	want, wrong := parse(theirs)
	if wrong != nil {
		return result{noYAML, wrong.Error()}
	}
	bare := result{refused, fmt.Sprint(err)}
	if err == nil {
		bare = documentsOf(want, ours)
	}
	if bare.outcome == equal {
		return bare
	}
	if r.varies(o, name) {
		return result{unsettled, ""}
	}
	if kinds := explain(o, r, name, ours, err); kinds != "" {
		return result{intended, kinds}
	}
	return bare
}

// texts compares two outputs byte by byte. If other templates ran before, line breaks at the beginning are gone.
func texts(theirs, ours string, failed error) result {
	a, b := strings.TrimLeft(theirs, "\n"), strings.TrimLeft(ours, "\n")
	if failed != nil {
		return result{refused, failed.Error()}
	}
	if a != b && strings.TrimSpace(a+b) != "" {
		return result{differ, firstLine(b, a)}
	}
	return result{equal, ""}
}

func documentsOf(want []interface{}, ours string) result {
	got, err := documents(ours)
	if err != nil {
		return result{differ, "ours is not YAML: " + err.Error()}
	}
	if d := difference("", want, got, never); d != "" {
		return result{differ, d}
	}
	return result{equal, ""}
}

// render runs one chart with one set of values.
func render(o *options, dir, values string, sum map[string]int) {
	title := filepath.Base(dir)
	if values != "" {
		title += " " + filepath.Base(values)
	}
	r, err := load(o, dir, values)
	if err != nil {
		fmt.Printf("%s: helm refuses the chart: %v\n", title, err)
		return
	}
	defer os.RemoveAll(r.dir)
	count := map[string]int{}
	lines := []string{}
	names := append([]string{}, r.failing...)
	for _, name := range r.names {
		if r.failed[name] == "" {
			names = append(names, name)
		}
	}
	for _, name := range names {
		if o.only != nil && !o.only.MatchString(name) {
			continue
		}
		got := compare(o, r, name)
		if r.failed[name] != "" { // Helm rendered the others without it
			_ = os.WriteFile(filepath.Join(r.dir, name), nil, 0o600)
		}
		count[got.outcome]++
		sum[got.outcome]++
		if got.outcome == intended {
			o.kinds[got.why]++
		}
		if (got.outcome == differ || got.outcome == refused) && !o.expected(filepath.Base(dir), values, name) {
			o.others++
		}
		if got.outcome == differ || got.outcome == refused || o.verbose && got.outcome != equal {
			lines = append(lines, fmt.Sprintf("  %s: %s: %s", got.outcome, name, got.why))
		}
	}
	fmt.Printf("%s: %s\n", title, tally(count))
	for _, l := range lines {
		fmt.Println(l)
	}
}

func tally(count map[string]int) string {
	parts := []string{}
	for _, k := range []string{equal, intended, differ, refused, taken, bothFail, noYAML, unsettled} {
		if count[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[k], k))
		}
	}
	if len(parts) == 0 {
		return "no templates"
	}
	return strings.Join(parts, ", ")
}

func main() {
	o := &options{kinds: map[string]int{}}
	only, layout, list := "", "", ""
	flag.StringVar(&o.mode, "m", "helm", "tmpl-render's mode")
	flag.StringVar(&o.kube, "k", "v1.34.0", "the version of Kubernetes")
	flag.BoolVar(&o.text, "t", false, "text mode: compare bytes")
	flag.BoolVar(&o.verbose, "v", false, "list all that is not equal")
	flag.StringVar(&only, "only", "", "only templates whose names fit this pattern")
	flag.StringVar(&list, "known", "", "the differences that stay")
	flag.StringVar(&layout, "o", "", "lay out a chart in this folder")
	flag.Parse()
	if layout != "" && flag.NArg() == 1 {
		if err := lay(o, flag.Arg(0), layout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if flag.NArg() < 2 {
		flag.Usage()
		os.Exit(2)
	}
	if only != "" {
		o.only = regexp.MustCompile(only)
	}
	if list != "" {
		if err := o.readKnown(list); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	o.tool, _ = filepath.Abs(flag.Arg(0))
	sum := map[string]int{}
	for _, dir := range flag.Args()[1:] {
		o.began(filepath.Base(dir), "")
		render(o, dir, "", sum)
		files, _ := filepath.Glob(filepath.Join(dir, "ci", "*.yaml"))
		sort.Strings(files)
		for _, f := range files {
			o.began(filepath.Base(dir), f)
			render(o, dir, f, sum)
		}
	}
	fmt.Printf("charts: %s\n", tally(sum))
	kinds := []string{}
	for k, n := range o.kinds {
		kinds = append(kinds, fmt.Sprintf("charts: %d explained: %s", n, k))
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		fmt.Println(k)
	}
	gone := o.gone()
	fmt.Printf("charts: %d differences are listed, %d are not; %d listed ones were not seen\n",
		sum[differ]+sum[refused]-o.others, o.others, gone)
	if o.others+gone > 0 {
		os.Exit(1)
	}
}
