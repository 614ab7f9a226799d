/* Faults: the list of what is wrong in a text, in order of place. */
#include "src/json/fault.h"

#include "src/base/memory.h"

#include <stdlib.h>

static const char *const messages[FAULT_KIND_COUNT] = {
    [FAULT_UNICODE_ESCAPE] = "Invalid escape. Expected: 4 hexadecimal digits after \\u.",
    [FAULT_ESCAPE] = "Unknown escape. Allowed: \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX.",
    [FAULT_NOT_UTF8] = "Byte is not valid UTF-8. JSON requires UTF-8.",
    [FAULT_CONTROL] = "Control character in a string. Expected: an escape, such as \\n.",
    [FAULT_QUOTE_MISSING] = "String has no closing quote.",
    [FAULT_QUOTE_SINGLE] = "String is in single quotes. Expected: double quotes.",
    [FAULT_NUMBER] = "Invalid number. Not allowed: leading zero, plus sign, decimal point without digits.",
    [FAULT_WORD] = "Word is without quotes. Expected: double quotes, or true, false or null.",
    [FAULT_COMMENT] = "Comment is not allowed in JSON.",
    [FAULT_DEPTH] = "Values are nested too deeply. Allowed: at most 512 levels.",
    [FAULT_VALUE_EXPECTED] =
        "Value is missing. Expected: a string in double quotes, a number, true, false, null, [ or {.",
    [FAULT_VALUE_AT_END] = "File ends too early. Expected: a value.",
    [FAULT_KEY_BARE] = "Property name is without quotes. Expected: double quotes.",
    [FAULT_KEY_LENGTH] = "Property name is too long. Allowed: at most 65,535 bytes.",
    [FAULT_KEY_EXPECTED] = "Property name is missing. Expected: a name in double quotes.",
    [FAULT_COLON_AND_VALUE] = "Colon and value are missing after the property name.",
    [FAULT_COLON] = "Colon is missing after the property name.",
    [FAULT_OBJECT_OPEN] = "Object before this position is not closed. Expected: }.",
    [FAULT_ARRAY_OPEN] = "Array before this position is not closed. Expected: ].",
    [FAULT_NOT_BRACKET] = "Closing bracket is ]. Expected: }.",
    [FAULT_NOT_BRACE] = "Closing bracket is }. Expected: ].",
    [FAULT_COMMA_LAST] = "Comma after the last item or property. Remove the comma.",
    [FAULT_COMMA_FIRST] = "Comma without an item before. Remove the comma.",
    [FAULT_COLON_STRAY] = "Colon is allowed only after a property name.",
    [FAULT_COMMA_MISSING] = "Comma is missing.",
    [FAULT_OBJECT_AT_END] = "Object is not closed. Expected: } before the end of the file.",
    [FAULT_ARRAY_AT_END] = "Array is not closed. Expected: ] before the end of the file.",
    [FAULT_MORE_TEXT] = "Text after the end of the value is not allowed.",
    [FAULT_MANY] = "Further faults from this position are not listed.",
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
