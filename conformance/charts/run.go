package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"

	"conformance/stream"
)

// changers are templates that change the data of those that Helm renders after them, as Istio's do.
// Only a template that writes nothing but comments is one.
var changers = regexp.MustCompile(`\bset \$ "`)

func silent(output string) bool {
	for _, line := range strings.Split(output, "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// run is a chart with its values: Helm's output, twice, and the files that tmpl-render needs.
type run struct {
	dir           string // the folder of the templates, under their names in Helm
	names, order  []string
	scope         map[string]map[string]interface{}
	base          map[string]string
	changes       map[string]bool   // by name
	streams       map[string][]byte // the data of a chart's templates, by base
	first, second map[string]string
	more          []map[string]string
	chart, values string
	failed        map[string]string
	failing       []string // in Helm's order
}

func load(o *options, dir, values string) (*run, error) {
	log.SetOutput(io.Discard)
	r := &run{scope: map[string]map[string]interface{}{}, base: map[string]string{}, changes: map[string]bool{}, failed: map[string]string{},
		streams: map[string][]byte{}, chart: dir, values: values}
	var err error
	if r.first, err = r.helm(o, dir, values); err == nil {
		r.second, err = r.helm(o, dir, values)
	}
	if err != nil {
		return nil, err
	}
	c, top, err := prepare(o, dir, values)
	if err != nil {
		return nil, err
	}
	if r.dir, err = os.MkdirTemp("", "charts"); err != nil {
		return nil, err
	}
	scopes(c, top, func(c *chart.Chart, scope map[string]interface{}) {
		for _, t := range c.Templates {
			if err == nil && (c.Metadata.Type != "library" || isPartial(t.Name)) {
				err = r.add(c, t, scope)
			}
		}
	})
	sort.Slice(r.order, func(i, j int) bool {
		a, b := r.order[i], r.order[j]
		if d := strings.Count(a, "/") - strings.Count(b, "/"); d != 0 {
			return d > 0
		}
		return a > b
	})
	sort.Strings(r.names)
	return r, err
}

// prepare loads a chart and its values as `helm template` does.
func prepare(o *options, dir, values string) (*chart.Chart, chartutil.Values, error) {
	c, err := loader.Load(dir)
	if err != nil {
		return nil, nil, err
	}
	given := chartutil.Values{}
	if values != "" {
		if given, err = chartutil.ReadValuesFile(values); err != nil {
			return nil, nil, err
		}
	}
	caps := chartutil.DefaultCapabilities.Copy()
	kube, err := chartutil.ParseKubeVersion(o.kube)
	if err != nil {
		return nil, nil, err
	}
	caps.KubeVersion = *kube
	if err = chartutil.ProcessDependenciesWithMerge(c, given); err != nil {
		return nil, nil, err
	}
	release := chartutil.ReleaseOptions{Name: "release-name", Namespace: "default", Revision: 1, IsInstall: true}
	top, err := chartutil.ToRenderValues(c, given, release, caps)
	return c, top, err
}

var place = regexp.MustCompile(`(?:at \(|in \(|template: )([^:()]+)`)

// helm renders a chart. Helm stops at the first template that fails: it is recorded and removed, and Helm is
// called again.
func (r *run) helm(o *options, dir, values string) (map[string]string, error) {
	gone := map[string]bool{}
	for {
		out, names, err := without(o, dir, values, func(name string) bool { return gone[name] })
		if err == nil || names == nil {
			return out, err
		}
		m := place.FindStringSubmatch(err.Error())
		if m == nil || gone[m[1]] {
			return nil, err
		}
		failures := map[string]error{m[1]: err}
		if isPartial(m[1]) {
			failures = failing(o, dir, values, names, gone)
		}
		if len(failures) == 0 {
			return nil, err
		}
		for name, err := range failures {
			gone[name] = true
			if r.failed[name] == "" {
				r.failing = append(r.failing, name)
				r.failed[name] = strings.ReplaceAll(err.Error(), "\n", " ")
			}
		}
	}
}

// failing returns the templates that fail if each runs alone. Helm does not name the template that fails in a partial.
func failing(o *options, dir, values string, names []string, gone map[string]bool) map[string]error {
	failures := map[string]error{}
	for _, name := range names {
		alone := func(other string) bool { return other != name && !isPartial(other) }
		if _, _, err := without(o, dir, values, alone); err != nil && !isPartial(name) && !gone[name] {
			failures[name] = err
		}
	}
	return failures
}

func isPartial(name string) bool {
	return strings.HasPrefix(path.Base(name), "_")
}

// without renders a chart in which some templates are empty. It returns the output, and the names of all templates.
func without(o *options, dir, values string, gone func(string) bool) (map[string]string, []string, error) {
	c, top, err := prepare(o, dir, values)
	if err != nil {
		return nil, nil, err
	}
	names := []string{}
	scopes(c, top, func(c *chart.Chart, _ map[string]interface{}) {
		templates := make([]*chart.File, len(c.Templates)) // charts with an alias share their files
		for i, t := range c.Templates {
			name := path.Join(c.ChartFullPath(), t.Name)
			names = append(names, name)
			templates[i] = t
			if gone(name) {
				templates[i] = &chart.File{Name: t.Name}
			}
		}
		c.Templates = templates
	})
	out, err := engine.Render(c, top)
	return out, names, err
}

// varies tells whether Helm's output for a template changes from run to run: Go's maps have no order.
func (r *run) varies(o *options, name string) bool {
	for i := 0; i < 6; i++ {
		if i == len(r.more) {
			again, _ := r.helm(o, r.chart, r.values)
			r.more = append(r.more, again)
		}
		if r.more[i][name] != r.first[name] {
			return true
		}
	}
	return false
}

// scopes calls f for a chart and each of its subcharts, with the data of its templates.
func scopes(c *chart.Chart, top map[string]interface{}, f func(*chart.Chart, map[string]interface{})) map[string]interface{} {
	files := map[string]interface{}{}
	for _, file := range c.Files {
		files[file.Name] = string(file.Data)
	}
	below := map[string]interface{}{}
	next := map[string]interface{}{
		"Chart": metadata(c), "Files": files, "Release": top["Release"], "Capabilities": top["Capabilities"],
		"Values": map[string]interface{}{}, "Subcharts": below,
	}
	if c.IsRoot() {
		next["Values"] = top["Values"]
	} else if all, ok := top["Values"].(map[string]interface{}); ok {
		next["Values"] = all[c.Name()]
	} else if all, ok := top["Values"].(chartutil.Values); ok {
		next["Values"] = all[c.Name()]
	}
	for _, child := range c.Dependencies() {
		below[child.Name()] = scopes(child, next, f)
	}
	f(c, next)
	return next
}

// add writes a template's file.
func (r *run) add(c *chart.Chart, t *chart.File, scope map[string]interface{}) error {
	name := path.Join(c.ChartFullPath(), t.Name)
	file := filepath.Join(r.dir, name)
	r.order = append(r.order, name)
	if !isPartial(name) {
		r.names = append(r.names, name)
	}
	r.scope[name] = scope
	r.changes[name] = changers.Match(t.Data) && silent(r.first[name]) && !isPartial(name)
	r.base[name] = path.Join(c.ChartFullPath(), "templates")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return os.WriteFile(file, t.Data, 0o600)
}

// lay writes a chart's own templates and their data to a folder.
func lay(o *options, dir, to string) error {
	r := &run{dir: to, scope: map[string]map[string]interface{}{}, base: map[string]string{}, changes: map[string]bool{}}
	c, top, err := prepare(o, dir, "")
	if err != nil {
		return err
	}
	first, rest := "", ""
	scope := scopes(c, top, func(below *chart.Chart, scope map[string]interface{}) {
		for _, t := range below.Templates {
			name := path.Join(below.ChartFullPath(), t.Name)
			if isPartial(name) {
				first += "-i\n" + name + "\n"
			} else if below == c && !strings.HasSuffix(name, ".txt") {
				rest += name + "\n"
			}
			if err == nil {
				err = r.add(below, t, scope)
			}
		}
	})
	if err != nil {
		return err
	}
	scope["Template"] = map[string]interface{}{"Name": c.Name(), "BasePath": path.Join(c.ChartFullPath(), "templates")}
	var values bytes.Buffer
	stream.Write(&values, "", plain(scope, false))
	if err = os.WriteFile(filepath.Join(to, "values"), values.Bytes(), 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, "arguments"), []byte(first+rest), 0o600)
}

// place returns the template's place in the order in which Helm renders.
func (r *run) place(name string) int {
	for i, other := range r.order {
		if other == name {
			return i
		}
	}
	return -1
}

// A way to run tmpl-render. floats: numbers are as Helm prints them. earlier: it also renders what Helm rendered before.
type way struct {
	mode                  string
	text, floats, earlier bool
}

// data returns the stream for a template.
func (r *run) data(name string, floats bool) io.Reader {
	key := fmt.Sprint(r.base[name], floats)
	all, ok := r.streams[key]
	if !ok {
		var b bytes.Buffer
		stream.Write(&b, "", plain(r.scope[name], floats))
		all = b.Bytes()
		r.streams[key] = all
	}
	var own bytes.Buffer
	stream.Write(&own, ".Template", map[string]interface{}{"Name": name, "BasePath": r.base[name]})
	return io.MultiReader(bytes.NewReader(all), &own)
}

// before tells whether a template runs before another one because it can change its data.
func (r *run) before(other, name string, all bool) bool {
	return (r.changes[other] || all && !isPartial(other)) && r.base[other] == r.base[name] && r.place(other) < r.place(name)
}

// render returns tmpl-render's output for a template.
func (r *run) render(o *options, name string, w way) (string, error) {
	var out, diag bytes.Buffer
	args, first := []string{"-m", w.mode}, []string{}
	if w.text || strings.HasSuffix(name, ".txt") {
		args = append(args, "-t")
	}
	for _, other := range r.order {
		if r.before(other, name, w.earlier) {
			first = append(first, other)
		} else if other != name {
			args = append(args, "-i", other)
		}
	}
	cmd := exec.Command(o.tool, append(append(args, first...), name)...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = r.dir, r.data(name, w.floats), &out, &diag
	if err := cmd.Run(); err != nil {
		message := strings.TrimPrefix(diag.String(), "tmpl-render: ")
		if cmd.ProcessState.ExitCode() != 1 || message == "" {
			message = fmt.Sprint(err, " ", message)
		}
		return "", errors.New(strings.SplitN(message, "\n", 2)[0])
	}
	text := out.String()
	for _, other := range first {
		text = strings.TrimLeft(strings.TrimPrefix(text, r.first[other]), "\n")
	}
	return text, nil
}
