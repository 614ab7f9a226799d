/*
 * Error: why something could not be done.
 *
 * A function that may fail returns bool and takes an `Error *` as its last parameter; it fills the error only when it
 * returns false. NULL may be passed by callers that do not care. What is wrong with a document is not an Error: it is
 * an Issue (src/check/report.h).
 */
#ifndef IPSE_BASE_ERROR_H
#define IPSE_BASE_ERROR_H

#include <stdbool.h>

typedef enum ErrorCode {
    ERROR_NONE,
    ERROR_SYSTEM,      /* the operating system refused; the message says what and why */
    ERROR_FORMAT,      /* the input is not of the form that is needed */
    ERROR_NOT_FOUND,   /* a name, path or file that does not exist */
    ERROR_LIMIT,       /* a stated limit is exceeded */
    ERROR_CHANGED,     /* a file is not as it was when it was read */
    ERROR_REMOVED,     /* a file that was read is missing now */
    ERROR_DAMAGED,     /* packed bytes cannot be unpacked */
    ERROR_STOPPED,     /* a signal asks the process to end */
    ERROR_NOT_POSSIBLE /* the request makes no sense here */
} ErrorCode;

typedef struct Error {
    ErrorCode code;
    char where[512];   /* file, file:line:column or expression:line:column; may be empty */
    char message[512]; /* one sentence without a final full stop, cut on a character boundary where too long */
} Error;

/* Fills the error (unless it is NULL) and returns false, so that callers may `return error_set(…)`. `where` may be
 * NULL. */
bool error_set(Error *error, ErrorCode code, const char *where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* As error_set with ERROR_SYSTEM and "VERB: strerror(errno)"; errno is read first. */
bool error_set_errno(Error *error, const char *where, const char *verb);

#endif
