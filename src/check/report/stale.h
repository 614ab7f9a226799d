/*
 * Stale: which findings must be asked again whether they are shown, after findings came or went.
 *
 * Whether a finding repeats the one before it is seen where they come together. Whether it only follows from another
 * one (src/check/report/shadow.h) depends on findings at its own value, a few levels below it, and for some causes a
 * few levels above it. So a finding that comes or goes makes stale what is found at its node, at a few nodes around
 * that, and for such causes what is found in it.
 */
#ifndef IPSE_CHECK_STALE_H
#define IPSE_CHECK_STALE_H

#include "src/check/report/issue_keys.h"
#include "src/json/document.h"

enum { STALE_FILTER_SIZE = 128 };

typedef struct StaleRange {
    NodeId first;
    NodeId end;
} StaleRange;

/* Starts as all zero; free with stale_free. */
typedef struct Stale {
    NodeId *nodes;
    size_t count;
    size_t capacity;
    StaleRange *ranges;
    size_t range_count;
    size_t range_capacity;
    bool is_all;                       /* there were too many */
    uint8_t filter[STALE_FILTER_SIZE]; /* bits of the nodes: most others are told by it */
} Stale;

void stale_free(Stale *stale);

/* Notes that a finding of a key came or went at a node. */
void stale_mark(Stale *stale, const Document *document, NodeId node, KeyId key);

/* Gets ready for questions. */
void stale_sort(Stale *stale);

/* True when a finding at a node must be asked again. */
bool stale_has(const Stale *stale, NodeId node);

/* False when no finding at nodes from `low` to `high` need be asked again. */
bool stale_touches(const Stale *stale, NodeId low, NodeId high);

/* Forgets what was noted. */
void stale_clear(Stale *stale);

#endif
