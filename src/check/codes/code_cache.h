/*
 * Code memo: values of which nothing had to be said.
 *
 * The codes of a document repeat themselves: a hundred thousand instances have the same SOP class. A memo keeps, for a
 * limited number of keys, that a value was judged without a finding, and what could not be checked in it. It never
 * keeps findings, so that each of them is worded anew. For the code judge only.
 *
 * It is no src/base/hash_table.h, which keeps what it is given: each hash has one place, and a new key takes it from an
 * old one.
 */
#ifndef IPSE_CHECK_CODE_CACHE_H
#define IPSE_CHECK_CODE_CACHE_H

#include "src/check/codes/coded.h"

typedef struct CodeMemo CodeMemo;

/* An empty memo; free it with code_memo_free. */
CodeMemo *code_memo_new(void);
void code_memo_free(CodeMemo *memo);

/* True where the key is known to be silent: then what was unchecked is told to the handler once more. The codings are
   those of the value at hand, which the key was made of. */
bool code_memo_replay(const CodeMemo *memo, Slice key, const Coded *codings, uint32_t count,
                      const CodedHandler *handler);

/* A handler that passes everything on and watches whether there was a finding, and what was unchecked. */
enum { CODE_MEMO_UNCHECKED_MAXIMUM = 6 };
typedef struct CodeWatch {
    const CodedHandler *handler; /* the one to pass on to */
    CodedHandler watching;       /* the one to use meanwhile */
    bool has_findings;           /* or what is not kept */
    Slice unchecked[CODE_MEMO_UNCHECKED_MAXIMUM];
    bool is_value_set[CODE_MEMO_UNCHECKED_MAXIMUM];
    uint32_t unchecked_count; /* may be more than fit */
} CodeWatch;

/* Starts watching what goes to a handler, which is borrowed. */
void code_watch_start(CodeWatch *watch, const CodedHandler *handler);

/* Keeps the key where the watch saw no finding. */
void code_memo_record(CodeMemo *memo, Slice key, const Coded *codings, uint32_t count, const CodeWatch *watch);

#endif
