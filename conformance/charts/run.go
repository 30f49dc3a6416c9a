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

// changers are templates that change the data of those that Helm renders after them, as Istio's do,
// if they write nothing but comments.
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
	changes       map[string]bool // by name
	first, second map[string]string
	failed        map[string]string
}

func load(o *options, dir, values string) (*run, error) {
	log.SetOutput(io.Discard)
	r := &run{scope: map[string]map[string]interface{}{}, base: map[string]string{}, changes: map[string]bool{}, failed: map[string]string{}}
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
			if err == nil && (c.Metadata.Type != "library" || strings.HasPrefix(path.Base(t.Name), "_")) {
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
		c, top, err := prepare(o, dir, values)
		if err != nil {
			return nil, err
		}
		scopes(c, top, func(c *chart.Chart, _ map[string]interface{}) {
			for _, t := range c.Templates {
				if gone[path.Join(c.ChartFullPath(), t.Name)] {
					t.Data = nil
				}
			}
		})
		out, err := engine.Render(c, top)
		if err == nil {
			return out, nil
		}
		m := place.FindStringSubmatch(err.Error())
		if m == nil || gone[m[1]] {
			return nil, err
		}
		gone[m[1]] = true
		r.failed[m[1]] = strings.ReplaceAll(err.Error(), "\n", " ")
	}
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
	if !strings.HasPrefix(path.Base(name), "_") {
		r.names = append(r.names, name)
	}
	r.scope[name] = scope
	r.changes[name] = changers.Match(t.Data) && silent(r.first[name]) && !strings.HasPrefix(path.Base(name), "_")
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
			if partial := strings.HasPrefix(path.Base(name), "_"); partial {
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
	stream.Write(&values, "", plain(scope))
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

// render returns tmpl-render's output for a template.
func (r *run) render(o *options, name string) (string, error) {
	var in, out, diag bytes.Buffer
	data := map[string]interface{}{}
	for k, v := range r.scope[name] {
		data[k] = v
	}
	data["Template"] = map[string]interface{}{"Name": name, "BasePath": r.base[name]}
	stream.Write(&in, "", plain(data))
	args, before := []string{"-m", o.mode}, []string{}
	if o.text || strings.HasSuffix(name, ".txt") {
		args = append(args, "-t")
	}
	for i, other := range r.order {
		if r.changes[other] && r.base[other] == r.base[name] && i < r.place(name) {
			before = append(before, other)
		} else if other != name {
			args = append(args, "-i", other)
		}
	}
	cmd := exec.Command(o.tool, append(append(args, before...), name)...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = r.dir, &in, &out, &diag
	if err := cmd.Run(); err != nil {
		first := strings.TrimPrefix(diag.String(), "tmpl-render: ")
		if cmd.ProcessState.ExitCode() != 1 || first == "" {
			first = fmt.Sprint(err, " ", first)
		}
		return "", errors.New(strings.SplitN(first, "\n", 2)[0])
	}
	text := out.String()
	for _, other := range before {
		text = strings.TrimLeft(strings.TrimPrefix(text, r.first[other]), "\n")
	}
	return text, nil
}
