/* Words for libyaml's errors, which are written for readers of its source. */
#ifndef DATA_YAML_WORDS_H
#define DATA_YAML_WORDS_H

#include <yaml.h>

struct buf;
struct yaml_source;

/* yaml_words adds words for the error of the source's parser to message: what is wrong and what to
   do. It returns the place to change: often the beginning of a construct, while libyaml notices the
   mistake lines later. */
yaml_mark_t yaml_words(const struct yaml_source *s, struct buf *message);

#endif
