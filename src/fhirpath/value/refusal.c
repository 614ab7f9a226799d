/* Refusals: lines and columns are counted in characters. */
#include "src/fhirpath/value/refusal.h"

#include "src/base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

enum { WHERE_SIZE = 64, MESSAGE_SIZE = 512 };

bool expression_refuse(Slice expression, size_t at, Error *error, ErrorCode code, const char *format, ...)
{
    char where[WHERE_SIZE], message[MESSAGE_SIZE];
    size_t line = 1, column = 1;
    for (size_t i = 0; i < at && i < expression.length;) {
        bool is_break = expression.bytes[i] == '\n';
        utf8_next(expression, &i, NULL);
        line += is_break;
        column = is_break ? 1 : column + 1;
    }
    snprintf(where, sizeof where, "expression:%zu:%zu", line, column);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(error, code, where, "%s", message);
}
