/* Error: why something could not be done. */
#include "src/base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Takes an incomplete UTF-8 sequence off the end of a zero-terminated string that may have been cut. */
static void drop_cut_character(char *string)
{
    size_t length = strlen(string);
    size_t start = length;
    while (start > 0 && length - start < 4 && ((unsigned char)string[start - 1] & 0xC0u) == 0x80u) {
        start--;
    }
    if (start == 0) {
        return;
    }
    unsigned char lead = (unsigned char)string[start - 1];
    size_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (length - (start - 1) < needed) {
        string[start - 1] = '\0';
    }
}

bool error_set(Error *error, ErrorCode code, const char *where, const char *format, ...)
{
    if (!error) {
        return false;
    }
    error->code = code;
    snprintf(error->where, sizeof error->where, "%s", where ? where : "");
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    drop_cut_character(error->where);
    drop_cut_character(error->message);
    return false;
}

bool error_set_errno(Error *error, const char *where, const char *verb)
{
    const char *reason = strerror(errno);
    return error_set(error, ERROR_SYSTEM, where, "%s: %s", verb, reason);
}
