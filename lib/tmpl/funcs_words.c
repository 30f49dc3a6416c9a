/* Words and letters: title untitle swapcase snakecase … */
#include "base/arena.h"
#include "tmpl/args.h"

const struct func funcs_words[] = {{0}};
