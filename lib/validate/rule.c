/* Describes the rules. yaml-validate(1) has the same list, with examples. */
#include "validate/rule.h"

#include <stddef.h>
#include <string.h>

static const struct {
	const char *name, *words;
} rules[] = {
    {"alias", "An alias has no anchor, or a key is an alias of a collection"},
    {"alternatives", "The value fits no alternative of the schema, or more than one of oneOf"},
    {"const", "The value must be the schema's const"},
    {"contains", "The list has too few or too many items that fit contains"},
    {"count", "Too few or too many fields or items"},
    {"duplicate-item", "An item, or the name of one, is in a list twice"},
    {"duplicate-key", "A key is in a mapping twice"},
    {"duplicate-object", "An object occurs twice: same apiVersion, kind, namespace and name"},
    {"effort", "The check of the document took too many steps"},
    {"empty", "The input has no document"},
    {"enum", "The value is not one of the allowed values"},
    {"forbidden-kind", "The object has a kind that -K forbids"},
    {"format", "The text does not have the format that the schema names"},
    {"length", "A text is too short or too long"},
    {"limit", "A document is too deep, too large, or made too large by aliases"},
    {"maximum", "The number is too large, or a request is over its limit"},
    {"merge", "The key << merges a value that is not a mapping, or is in a mapping twice"},
    {"minimum", "The number is too small"},
    {"missing-field", "A required field is missing"},
    {"multiple", "The number is not a multiple of the schema's multipleOf"},
    {"name", "The API server does not accept a name, label or annotation"},
    {"never", "The schema allows nothing here"},
    {"not", "The schema excludes the value"},
    {"not-json", "JSON cannot hold the value: .inf, .nan, null or a collection as a key"},
    {"not-unique", "Two documents have the same value at a path of -u"},
    {"pattern", "The text does not match the schema's pattern"},
    {"range", "The number is outside the range of its format"},
    {"selector", "A workload's selector does not match the labels of its own template"},
    {"syntax", "The text is not YAML"},
    {"tag", "A tag is unknown or does not fit its value"},
    {"template", "The text is a template that was not rendered"},
    {"too-many", "A document has more findings than the output shows"},
    {"type", "The value has the wrong type"},
    {"unknown-field", "The schema does not know the field"},
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
