/* The rules; yaml-validate(1) has the same list, with examples. */
#include "validate/rule.h"

#include <stddef.h>
#include <string.h>

static const struct {
	const char *name, *words;
} rules[] = {
    {"alias", "An alias without an anchor, or of a collection as a key"},
    {"alternatives", "The value fits no alternative of the schema, or more than one of oneOf"},
    {"const", "The value must be the one that the schema states"},
    {"contains", "The list has too few or too many items that fit contains"},
    {"count", "Too few or too many fields or items"},
    {"duplicate-item", "An item, or the name of one, is in a list twice"},
    {"duplicate-key", "A key is in a mapping twice"},
    {"effort", "The check of the document was given up"},
    {"empty", "The input has no document"},
    {"enum", "The value is not one of the allowed values"},
    {"forbidden-kind", "An object of a kind that -K forbids"},
    {"format", "The text is not of the format that the schema names"},
    {"length", "A text is too short or too long"},
    {"limit", "A document is too deep, too large, or made too large by aliases"},
    {"look-alike", "An object occurs twice: same apiVersion, kind, namespace and name"},
    {"maximum", "The number is too large, or a request is over its limit"},
    {"merge", "A merge (<<) of a value that is not a mapping, or twice in a mapping"},
    {"minimum", "The number is too small"},
    {"missing-field", "A required field is missing"},
    {"multiple", "The number is not a multiple of the schema's multipleOf"},
    {"name", "A name, a label or an annotation is not as the API server accepts it"},
    {"never", "The schema allows nothing here"},
    {"not", "The schema excludes the value"},
    {"not-json", "What JSON cannot hold: .inf, .nan, null or a collection as a key"},
    {"not-unique", "Two documents have the same value at a path of -u"},
    {"pattern", "The text does not match the schema's pattern"},
    {"range", "The number is outside the range of its format"},
    {"selector", "A workload's selector does not match the labels of its own template"},
    {"syntax", "The text is not YAML"},
    {"tag", "A tag that is unknown, or that its value cannot have"},
    {"template", "The text is a template that was not rendered"},
    {"too-many", "A document has more findings than are written"},
    {"type", "The value is not of the type that is wanted"},
    {"unknown-field", "A field that the schema does not know"},
    {"unknown-kind", "No schema is known for the object's apiVersion and kind"},
};

const char *
rule_words(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strcmp(rules[i].name, name) == 0)
			return rules[i].words;
	return NULL;
}
