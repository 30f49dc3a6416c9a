/* URLs and paths. */
#include "base/arena.h"
#include "tmpl/args.h"

const struct func funcs_url[] = {{0}};
