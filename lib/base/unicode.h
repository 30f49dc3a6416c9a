/* The category of a character and its upper, lower and title case, without a locale, as in Go's
   package unicode. */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

/* unicode_category returns the two letters of the general category: "Lu" for a capital. */
const char *unicode_category(uint32_t rune);
bool unicode_is_letter(uint32_t rune);
bool unicode_is_digit(uint32_t rune);
bool unicode_is_space(uint32_t rune);

/* unicode_is_print is true for letters, marks, numbers, punctuation, symbols and the ASCII
   space. */
bool unicode_is_print(uint32_t rune);

/* The simple case mappings, of one character to one character. */
uint32_t unicode_upper(uint32_t rune);
uint32_t unicode_lower(uint32_t rune);
uint32_t unicode_title(uint32_t rune);

#endif
