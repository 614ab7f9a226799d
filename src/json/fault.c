/* Faults: the list of what is wrong in a text, in order of place. */
#include "src/json/fault.h"

#include "src/base/memory.h"

#include <stdlib.h>

static const char *const messages[FAULT_KIND_COUNT] = {
    [FAULT_UNICODE_ESCAPE] = "after \\u four hexadecimal digits are expected",
    [FAULT_ESCAPE] =
        "this escape sequence does not exist in JSON; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX",
    [FAULT_NOT_UTF8] = "this byte is no valid UTF-8; FHIR and JSON ask for UTF-8",
    [FAULT_CONTROL] =
        "a control character (a line end, a tab …) inside a string must be written as an escape, such as \\n",
    [FAULT_QUOTE_MISSING] = "this string has no closing quote",
    [FAULT_QUOTE_SINGLE] = "strings stand in double quotes, not in single quotes",
    [FAULT_NUMBER] =
        "this is no number as JSON has them: no leading zeros or plus sign, digits on both sides of the point",
    [FAULT_WORD] = "this word needs double quotes around it, or is a misspelt true, false or null",
    [FAULT_COMMENT] = "JSON has no comments",
    [FAULT_DEPTH] = "values are nested more deeply than 512 levels, which is the limit",
    [FAULT_VALUE_EXPECTED] = "a value is expected here: a string in double quotes, a number, true, false, null, [ or {",
    [FAULT_VALUE_AT_END] = "the text ends where a value is expected",
    [FAULT_KEY_BARE] = "the name of a property needs double quotes around it",
    [FAULT_KEY_LENGTH] = "the name of a property is longer than 65,535 bytes, which is the limit",
    [FAULT_KEY_EXPECTED] = "the name of a property in double quotes is expected here",
    [FAULT_COLON_AND_VALUE] = "after the name of a property a colon and a value are expected",
    [FAULT_COLON] = "after the name of a property a colon is expected",
    [FAULT_OBJECT_OPEN] = "the object before this has no closing }",
    [FAULT_ARRAY_OPEN] = "the array before this has no closing ]",
    [FAULT_NOT_BRACKET] = "a } is expected here, not a ]",
    [FAULT_NOT_BRACE] = "a ] is expected here, not a }",
    [FAULT_COMMA_LAST] = "there is a comma after the last one; take it out",
    [FAULT_COMMA_FIRST] = "there is nothing before this comma",
    [FAULT_COLON_STRAY] = "a colon may only follow the name of a property of an object",
    [FAULT_COMMA_MISSING] = "a comma is missing here",
    [FAULT_OBJECT_AT_END] = "the text ends before the closing } of an object",
    [FAULT_ARRAY_AT_END] = "the text ends before the closing ] of an array",
    [FAULT_MORE_TEXT] = "there is more text after the end of the value",
    [FAULT_MANY] = "there are more faults from here on, which are not listed",
};

const char *document_fault_message(const SyntaxFault *fault)
{
    return messages[fault->kind];
}

void fault_list_free(FaultList *faults)
{
    free(faults->faults);
    *faults = (FaultList){0};
}

void fault_list_add(FaultList *faults, SyntaxFault fault)
{
    if (faults->count == FAULT_COUNT_MAXIMUM) {
        return;
    }
    if (faults->count == FAULT_COUNT_MAXIMUM - 1) {
        fault.kind = FAULT_MANY;
        fault.is_recoverable = false;
    }
    ARRAY_RESERVE(faults->faults, faults->capacity, faults->count + 1);
    size_t place = faults->count++;
    while (place > 0 && faults->faults[place - 1].offset > fault.offset) {
        faults->faults[place] = faults->faults[place - 1];
        place--;
    }
    faults->faults[place] = fault;
}

void fault_list_cut(FaultList *faults, size_t count)
{
    faults->count = faults->count < count ? faults->count : count;
}
