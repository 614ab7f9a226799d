/* Value format: the quick test of the format first, then the regular expression of the definition. */
#include "src/check/state/value_format.h"

#include "src/base/regex.h"

bool value_format_fits_text(Walk *walk, const Place *place, Slice text)
{
    const Format *format = place->plan->format;
    bool is_right = format->is_right && format->is_right(text);
    if (is_right || format->is_decided) {
        return is_right;
    }
    const Regex *regex = plans_regex(walk_plans(walk), place->plan->type_structure);
    RegexMatch match = regex ? regex_match(regex, text, NULL, NULL) : REGEX_YES;
    if (match == REGEX_FAILED) {
        issue_unchecked_because(walk, UNCHECKED_PATTERN, place->node, place->plan->type, REGEX_LIMIT_REASON);
    }
    return match != REGEX_NO;
}

bool value_format_fits(Walk *walk, const Place *place)
{
    Slice text = walk_value(walk, place->node);
    return text.length > 0 && value_format_fits_text(walk, place, text);
}
