// Writes lib/base/unicode_table.c: what Go's package unicode knows of characters, packed for
// base/unicode.c. Run by hand, only when a newer Unicode is
// wanted: build/conformance/unicode > lib/base/unicode_table.c
package main

import (
	"fmt"
	"strconv"
	"unicode"
)

// The classes of base/unicode.h, in its order. In a run of pairs, upper and lower case letters alternate.
const (
	other = iota
	upper
	lower
	title
	letter
	digit
	number
	punct
	graphic
	space
	pairs
)

func class(r rune) int {
	switch {
	case unicode.IsUpper(r):
		return upper
	case unicode.IsLower(r):
		return lower
	case unicode.IsTitle(r):
		return title
	case unicode.IsLetter(r):
		return letter
	case unicode.IsMark(r), unicode.IsSymbol(r):
		return graphic
	case unicode.IsDigit(r):
		return digit
	case unicode.IsNumber(r):
		return number
	case unicode.IsPunct(r):
		return punct
	case unicode.IsSpace(r):
		return space
	}
	return other
}

// run returns the class of the run that begins with r, and its end.
func run(r rune) (int, rune) {
	c, end := class(r), r+1
	for class(end) == upper+int(end-r)%2 {
		end++
	}
	if c == upper && end-r > 2 {
		return pairs, end
	}
	for end = r + 1; end <= unicode.MaxRune && class(end) == c; end++ {
	}
	return c, end
}

// table prints the elements of a table in lines of 100 columns.
func table(head string, elements []string) {
	const columns, tab = 100, 8
	fmt.Print(head, " = {")
	at := columns
	for _, e := range elements {
		if at+len(e) >= columns {
			fmt.Print("\n\t")
			at = tab
		}
		fmt.Print(e, ",")
		at += len(e) + 1
	}
	fmt.Print("\n};\n")
}

func main() {
	var runs, cases, titles []string
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if p := strconv.IsPrint(r); p != (class(r) != other && class(r) != space || r == ' ') {
			panic(r)
		}
	}
	for r := rune(0); r <= unicode.MaxRune; {
		c, end := run(r)
		runs = append(runs, fmt.Sprintf("%#x", int(r)<<4|c))
		r = end
	}
	for _, c := range unicode.CaseRanges {
		d := c.Delta
		change := fmt.Sprintf("%d,%d", d[0], d[1])
		if d[1] == 0 || d[0] > unicode.MaxRune {
			change = fmt.Sprint(d[0])
		}
		cases = append(cases, fmt.Sprintf("{%#x,%#x,%s}", c.Lo, c.Hi, change))
		if d[2] != d[0] {
			titles = append(titles, fmt.Sprintf("{%#x,%#x,%d}", c.Lo, c.Hi, d[2]))
		}
	}
	fmt.Printf("/* Made by conformance/unicode from Unicode %s; do not edit. */\n", unicode.Version)
	fmt.Print("#include \"base/unicode.h\"\n\n/* clang-format off */\n")
	table("const uint32_t unicode_runs[]", runs)
	fmt.Printf("const size_t unicode_runs_n = %d;\n\n", len(runs))
	table("const int32_t unicode_cases[][4]", cases)
	fmt.Printf("const size_t unicode_cases_n = %d;\n\n", len(cases))
	table("const int32_t unicode_titles[][3]", titles)
	fmt.Printf("const size_t unicode_titles_n = %d;\n/* clang-format on */\n", len(titles))
}
