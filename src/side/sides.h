/*
 * Sides: the same document by several profiles at once, each with a report of its own.
 *
 * What a resource declares in meta.profile does not count: each side is about its profile alone.
 * The reports are of the whole document and made anew when it changed (sides_refresh); what is asked of a side holds
 * for reports that are.
 */
#ifndef IPSE_SIDE_SIDES_H
#define IPSE_SIDE_SIDES_H

#include "src/check/check.h"

enum { SIDES_MAXIMUM = 4 };

typedef struct Side {
    const Structure *profile; /* borrowed from the rules */
    Checker *checker;
    Report *report;
} Side;

/* Starts all zero; free with sides_free. */
typedef struct Sides {
    Side items[SIDES_MAXIMUM];
    uint32_t count;
    uint64_t revision; /* of the document that the reports are about */
} Sides;

void sides_free(Sides *sides);

/* The profile that a word names: its URL, the last part of that or its name in any case; "base" or "r4": the base
   definition of a type; "ips": the profile of the IPS for that type. NULL where the rules know none. */
const Structure *sides_find(const Rules *rules, Slice word, Slice type);

/* What a profile is called in a command: the last part of its URL, which sides_find finds. */
Slice sides_word(const Structure *profile);

/* Adds a side; false where there are SIDES_MAXIMUM. The rules are borrowed. */
bool sides_add(Sides *sides, const Rules *rules, const Structure *profile, Clock clock);

/* Makes the reports of the document as it is now, unless they are. False for a document of more than SIDES_VALUES
   values that changed since they were made: it is not checked again at each change, and nothing can be asked of the
   reports. */
enum { SIDES_VALUES = 300000 };
bool sides_refresh(Sides *sides, const Document *document);

/* What a side says of a value and what is in it, or with a name of what is missing in it. */
typedef enum SideMark { SIDE_MARK_NONE, SIDE_MARK_NOTE, SIDE_MARK_GAP, SIDE_MARK_WARNING, SIDE_MARK_ERROR } SideMark;
SideMark sides_mark(const Side *side, const Document *document, NodeId node, Slice missing);

/* The rule of a side for a value, or with a name for that member of it; NULL if it has none. */
const Element *sides_element(const Side *side, const Document *document, NodeId node, Slice member);

#endif
