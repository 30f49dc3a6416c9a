package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// known is an intended difference. It is due if its chart and values are compared.
type known struct {
	chart, values, template string
	due, seen               bool
}

func (o *options) readKnown(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		place, _, ok := strings.Cut(line, ": ")
		fields := strings.Fields(place)
		if !ok || len(fields) != 3 {
			return fmt.Errorf("%s:%d: not CHART VALUES TEMPLATE: REASON", file, i+1)
		}
		o.known = append(o.known, &known{chart: fields[0], values: fields[1], template: fields[2]})
	}
	return nil
}

func (k *known) isFor(chart, values string) bool {
	if values == "" {
		values = "-"
	}
	return k.chart == chart && k.values == filepath.Base(values)
}

// began records that a chart is compared with these values.
func (o *options) began(chart, values string) {
	for _, k := range o.known {
		k.due = k.due || o.only == nil && k.isFor(chart, values)
	}
}

// expected reports whether a difference is listed.
func (o *options) expected(chart, values, template string) bool {
	found := false
	for _, k := range o.known {
		if k.isFor(chart, values) && k.template == template {
			k.seen = true
			found = true
		}
	}
	return found
}

// gone counts and prints the listed differences that are due and were not found.
func (o *options) gone() int {
	n := 0
	for _, k := range o.known {
		if k.due && !k.seen {
			fmt.Printf("listed, but not seen: %s %s %s\n", k.chart, k.values, k.template)
			n++
		}
	}
	return n
}
