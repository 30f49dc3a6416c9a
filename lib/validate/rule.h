/* The rules: a name for each kind of mistake, and what it means in a few words. */
#ifndef VALIDATE_RULE_H
#define VALIDATE_RULE_H

/* rule_words describes a rule; NULL where there is none of that name. */
const char *rule_words(const char *name);

#endif
