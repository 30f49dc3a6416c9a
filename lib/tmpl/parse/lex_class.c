/* The table of character classes of the lexer. */
#include "base/unicode.h"
#include "base/utf8.h"
#include "tmpl/parse/lex_state.h"

enum {
	O = 0,
	S = LEX_SPACE | LEX_ENDS,
	N = LEX_SPACE | LEX_ENDS | LEX_QUOTED,
	Q = LEX_QUOTED,
	W = LEX_WORD,
	D = LEX_WORD | LEX_DIGIT,
	E = LEX_ENDS,
	X = LEX_WIDE
};
/* clang-format off */
const uint8_t lex_classes[256] = {
    Q,O,O,O,O,O,O,O,O,S,N,O,O,S,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,
    S,O,Q,O,O,O,O,Q,E,E,O,O,E,O,E,O,D,D,D,D,D,D,D,D,D,D,E,O,O,O,O,O,
    O,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,O,Q,O,O,W,
    O,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,W,O,E,O,O,O,
    X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,
    X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,
    X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,
    X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,
};
/* clang-format on */

bool
lex_is_alnum(uint32_t rune)
{
	if (rune < 0x80)
		return lex_class((char)rune) & LEX_WORD;
	return unicode_is_letter(rune) || unicode_class(rune) == UNICODE_DIGIT;
}

const char *
lex_wide_end(const struct lex *l, const char *p)
{
	uint32_t rune;
	size_t n;

	while (lex_class(*p) & (LEX_WORD | LEX_WIDE)) {
		n = utf8_next(lex_rest(l, p), &rune);
		if (!lex_is_alnum(rune))
			break;
		p += n;
	}
	return p;
}
