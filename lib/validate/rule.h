/* The rules that findings break: a name and a short description of each. */
#ifndef VALIDATE_RULE_H
#define VALIDATE_RULE_H

/* rule_words returns the description of a rule, or NULL if the name is unknown. */
const char *rule_words(const char *name);

#endif
