// Writes lib/base/unicode_table.c: what Go's package unicode knows of characters, packed for
// base/unicode.c. Run by hand, only when a newer Unicode is
// wanted: build/conformance/unicode > lib/base/unicode_table.c
package main

import (
	"fmt"
	"strconv"
	"unicode"
)

// The classes of base/unicode.h, in its order.
const (
	other = iota
	upper
	lower
	title
	letter
	mark
	digit
	number
	punct
	symbol
	space
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
	case unicode.IsMark(r):
		return mark
	case unicode.IsDigit(r):
		return digit
	case unicode.IsNumber(r):
		return number
	case unicode.IsPunct(r):
		return punct
	case unicode.IsSymbol(r):
		return symbol
	case unicode.IsSpace(r):
		return space
	}
	return other
}

func main() {
	fmt.Printf("/* Made by conformance/unicode from Unicode %s; do not edit. */\n", unicode.Version)
	fmt.Print("#include \"base/unicode.h\"\n\n/* clang-format off */\n")
	fmt.Print("/* Where a run of one class begins, shifted by 4, and the class. */\n")
	fmt.Print("const uint32_t unicode_runs[] = {")
	n, last := 0, -1
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if c := class(r); c != last {
			if n%8 == 0 {
				fmt.Print("\n\t")
			}
			fmt.Printf("%#x,", int(r)<<4|c)
			last = c
			n++
		}
		if p := strconv.IsPrint(r); p != (class(r) != other && class(r) != space || r == ' ') {
			panic(r)
		}
	}
	fmt.Printf("\n};\nconst size_t unicode_runs_n = %d;\n\n", n)
	fmt.Print("/* From, to, and what leads to the upper, lower and title case; 0x110000: by turns. */\n")
	fmt.Print("const int32_t unicode_cases[][5] = {")
	for i, c := range unicode.CaseRanges {
		if i%3 == 0 {
			fmt.Print("\n\t")
		}
		fmt.Printf("{%#x,%#x,%d,%d,%d},", c.Lo, c.Hi, c.Delta[0], c.Delta[1], c.Delta[2])
	}
	fmt.Printf("\n};\nconst size_t unicode_cases_n = %d;\n/* clang-format on */\n", len(unicode.CaseRanges))
}
