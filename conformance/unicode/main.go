// Writes lib/base/unicode_table.h: what Go's package unicode knows of characters, packed for
// base/unicode.c. Run it by hand, and only for a newer Unicode:
// build/conformance/unicode > lib/base/unicode_table.h
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
	classes
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

// next adds n in mixed base: leading digits from '@' to '[', a last digit from ']' to '~'.
func next(text string, n int) string {
	const leading, last = '[' - '@' + 1, '~' - ']' + 1
	end := string(rune(']' + n%last))
	for n /= last; n > 0; n /= leading {
		end = string(rune('@'+n%leading)) + end
	}
	return text + end
}

// signed maps 0, -1, 1, -2… to 0, 1, 2, 3…
func signed(n rune) int {
	if n < 0 {
		return int(-n)*2 - 1
	}
	return int(n) * 2
}

// table prints a text in lines of 100 columns.
func table(name, text string) {
	const columns = 88
	fmt.Printf("static const char %s[] =", name)
	for ; len(text) > columns; text = text[columns:] {
		fmt.Printf("\n\t\"%s\"", text[:columns])
	}
	fmt.Printf("\n\t\"%s\";\n", text)
}

func main() {
	var runs, cases string
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if p := strconv.IsPrint(r); p != (class(r) != other && class(r) != space || r == ' ') {
			panic(r)
		}
	}
	for r := rune(0); r <= unicode.MaxRune; {
		c, end := run(r)
		runs = next(runs, int(end-r-1)*classes+c)
		r = end
	}
	last := uint32(0)
	for _, c := range unicode.CaseRanges {
		cases = next(next(cases, int(c.Lo-last)), int(c.Hi-c.Lo))
		last = c.Hi
		if c.Delta[0] > unicode.MaxRune {
			c.Delta = [3]rune{}
		}
		for _, d := range []rune{c.Delta[0], c.Delta[1], c.Delta[2] - c.Delta[0]} {
			cases = next(cases, signed(d))
		}
	}
	fmt.Printf("/* Made by conformance/unicode from Unicode %s; do not edit. */\n", unicode.Version)
	fmt.Print("#ifndef BASE_UNICODE_TABLE_H\n#define BASE_UNICODE_TABLE_H\n\n")
	fmt.Print("/* clang-format off */\n")
	table("packed_runs", runs)
	table("packed_cases", cases)
	fmt.Print("/* clang-format on */\n\n#endif\n")
}
