/* What kind a character is and what its other cases are, without a locale. */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Unicode's general categories as far as anyone here asks: Lu, Ll, Lt, other L, M, Nd, other N, P,
   S, White_Space; UNICODE_OTHER is all else (controls, formats, unassigned). */
enum unicode_class {
	UNICODE_OTHER,
	UNICODE_UPPER,
	UNICODE_LOWER,
	UNICODE_TITLE,
	UNICODE_LETTER,
	UNICODE_MARK,
	UNICODE_DIGIT,
	UNICODE_NUMBER,
	UNICODE_PUNCT,
	UNICODE_SYMBOL,
	UNICODE_SPACE
};

enum unicode_class unicode_class(uint32_t rune);
bool unicode_is_letter(uint32_t rune);
bool unicode_is_space(uint32_t rune);

/* unicode_is_print: letters, marks, numbers, punctuation, symbols and the ASCII space. */
bool unicode_is_print(uint32_t rune);

/* The simple mappings: one character to one. */
uint32_t unicode_upper(uint32_t rune);
uint32_t unicode_lower(uint32_t rune);
uint32_t unicode_title(uint32_t rune);

/* The tables (unicode_table.c): runs of one class, begin << 4 | class; ranges {from, to, to upper,
   to lower, to title} of case, where 0x110000 says that upper and lower take turns. */
extern const uint32_t unicode_runs[];
extern const size_t unicode_runs_n;
extern const int32_t unicode_cases[][5];
extern const size_t unicode_cases_n;

#endif
