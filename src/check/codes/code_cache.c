/* Code memo: a table without chains; a new key takes the place of the one that was there. */
#include "src/check/codes/code_cache.h"

#include "src/base/hash.h"
#include "src/base/memory.h"

#include <stdlib.h>

enum { ENTRY_COUNT = 256, KEY_MAXIMUM = 400 };

#define OWN_URL 0xFFFFFFFFu /* not the system of a coding, but a URL that lives with the rules */

typedef struct CodeMemoEntry {
    uint32_t hash;
    uint16_t key_length;
    uint8_t unchecked_count;
    bool is_value_set[CODE_MEMO_UNCHECKED_MAXIMUM];
    uint32_t position[CODE_MEMO_UNCHECKED_MAXIMUM]; /* of the coding whose system was unchecked, or OWN_URL */
    Slice url[CODE_MEMO_UNCHECKED_MAXIMUM];
    char key[KEY_MAXIMUM];
} CodeMemoEntry;

struct CodeMemo {
    HashSeed seed;
    bool is_used[ENTRY_COUNT];
    CodeMemoEntry entries[ENTRY_COUNT]; /* large, so that those not used are left as they are */
};

CodeMemo *code_memo_new(void)
{
    CodeMemo *memo = memory_allocate(sizeof *memo);
    memset(memo->is_used, 0, sizeof memo->is_used);
    memo->seed = hash_seed_of_process();
    return memo;
}

void code_memo_free(CodeMemo *memo)
{
    free(memo);
}

bool code_memo_replay(const CodeMemo *memo, Slice key, const Coded *codings, uint32_t count,
                      const CodedHandler *handler)
{
    uint32_t hash = (uint32_t)hash_bytes(key, memo->seed);
    const CodeMemoEntry *entry = &memo->entries[hash % ENTRY_COUNT];
    if (!memo->is_used[hash % ENTRY_COUNT] || entry->hash != hash ||
        !slice_equals(slice_make(entry->key, entry->key_length), key)) {
        return false;
    }
    for (uint32_t i = 0; i < entry->unchecked_count && handler->unchecked; i++) {
        Slice url = entry->position[i] < count ? codings[entry->position[i]].system : entry->url[i];
        handler->unchecked(handler->context, url, entry->is_value_set[i]);
    }
    return true;
}

static void watch_issue(void *context, const IssueForm *form, const char *format, va_list arguments)
{
    CodeWatch *watch = context;
    watch->has_findings = true;
    watch->handler->issues.take(watch->handler->issues.context, form, format, arguments);
}

static NodeId watch_node(void *context, uint32_t position, CodedPart part)
{
    const CodeWatch *watch = context;
    return watch->handler->node_of(watch->handler->context, position, part);
}

static void watch_unchecked(void *context, Slice url, bool is_value_set)
{
    CodeWatch *watch = context;
    if (watch->unchecked_count < CODE_MEMO_UNCHECKED_MAXIMUM) {
        watch->unchecked[watch->unchecked_count] = url;
        watch->is_value_set[watch->unchecked_count] = is_value_set;
    }
    watch->unchecked_count++;
    if (watch->handler->unchecked) {
        watch->handler->unchecked(watch->handler->context, url, is_value_set);
    }
}

/* The language lives with the document: such a value is not kept. */
static void watch_display(void *context, Slice language)
{
    CodeWatch *watch = context;
    watch->has_findings = true;
    if (watch->handler->unchecked_display) {
        watch->handler->unchecked_display(watch->handler->context, language);
    }
}

void code_watch_start(CodeWatch *watch, const CodedHandler *handler)
{
    *watch = (CodeWatch){.handler = handler};
    watch->watching = (CodedHandler){.context = watch,
                                     .issues = {watch, watch_issue},
                                     .node_of = watch_node,
                                     .unchecked = watch_unchecked,
                                     .unchecked_display = watch_display,
                                     .counts_only = handler->counts_only};
}

void code_memo_record(CodeMemo *memo, Slice key, const Coded *codings, uint32_t count, const CodeWatch *watch)
{
    if (watch->has_findings || watch->unchecked_count > CODE_MEMO_UNCHECKED_MAXIMUM || key.length > KEY_MAXIMUM) {
        return;
    }
    uint32_t hash = (uint32_t)hash_bytes(key, memo->seed);
    CodeMemoEntry *entry = &memo->entries[hash % ENTRY_COUNT];
    memo->is_used[hash % ENTRY_COUNT] = true;
    entry->hash = hash;
    entry->key_length = (uint16_t)key.length;
    entry->unchecked_count = (uint8_t)watch->unchecked_count;
    memcpy(entry->key, key.bytes, key.length);
    for (uint32_t i = 0; i < watch->unchecked_count; i++) {
        entry->is_value_set[i] = watch->is_value_set[i];
        entry->url[i] = watch->unchecked[i];
        entry->position[i] = OWN_URL;
        for (uint32_t coding = 0; coding < count; coding++) {
            if (slice_equals(codings[coding].system, watch->unchecked[i])) {
                entry->position[i] = coding;
            }
        }
    }
}
