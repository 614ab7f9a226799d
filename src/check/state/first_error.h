/*
 * First error: why a conformance test fails.
 */
#ifndef IPSE_CHECK_FIRST_ERROR_H
#define IPSE_CHECK_FIRST_ERROR_H

#include "src/base/text.h"
#include "src/check/report/issue_keys.h"
#include "src/json/document.h"
#include "src/profile/rules.h"

/* The first error of a conformance test that is held to tell why it fails; all but the message belongs to the rules. */
typedef struct FirstError {
    NodeId node; /* NODE_NONE: none yet */
    KeyId key;
    const char *invariant; /* as IssueText */
    const Element *element;
    Slice missing; /* name of a member that is not there; empty otherwise */
    Text message;
} FirstError;

#endif
