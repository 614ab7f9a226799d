/* Regex: a wrapper of PCRE2. Patterns are compiled to machine code where the machine has that. */
#include "src/base/regex.h"

#include "src/base/memory.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

enum { MATCH_LIMIT = 1000000, DEPTH_LIMIT = MATCH_LIMIT, HEAP_LIMIT_KIB = 65536 };
enum { STACK_SIZE_FIRST = 1 << 16, STACK_SIZE_MAXIMUM = 1 << 26, REPLACED_SIZE_MAXIMUM = 1 << 26 };

/* What matching works with; found anew with every match. */
typedef struct Workspace {
    pcre2_match_data *match;
    pcre2_match_context *context;
    pcre2_jit_stack *stack; /* NULL: the 32 KiB of PCRE2 itself have been enough so far */
} Workspace;

struct Regex {
    pcre2_code *code;
    Workspace *workspace;
};

static uint32_t options_of(unsigned flags)
{
    return PCRE2_UTF | (flags & REGEX_WHOLE ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0u) |
           (flags & REGEX_IGNORE_CASE ? PCRE2_CASELESS : 0u) | (flags & REGEX_DOT_ALL ? PCRE2_DOTALL : 0u);
}

static void *allocate(PCRE2_SIZE size, void *context)
{
    (void)context;
    return memory_allocate(size);
}

static void release(void *memory, void *context)
{
    (void)context;
    free(memory);
}

static Workspace *workspace_new(const pcre2_code *code, pcre2_general_context *general)
{
    Workspace *workspace = memory_allocate_zeroed(1, sizeof *workspace);
    workspace->match = pcre2_match_data_create_from_pattern(code, general);
    workspace->context = pcre2_match_context_create(general);
    pcre2_set_match_limit(workspace->context, MATCH_LIMIT);
    pcre2_set_depth_limit(workspace->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(workspace->context, HEAP_LIMIT_KIB);
    return workspace;
}

static void workspace_free(Workspace *workspace)
{
    pcre2_jit_stack_free(workspace->stack);
    pcre2_match_context_free(workspace->context);
    pcre2_match_data_free(workspace->match);
    free(workspace);
}

Regex *regex_new(Slice pattern, unsigned flags, Error *error)
{
    int code;
    PCRE2_SIZE offset;
    PCRE2_SPTR bytes = (PCRE2_SPTR)(pattern.length ? pattern.bytes : "");
    pcre2_general_context *general = pcre2_general_context_create(allocate, release, NULL);
    pcre2_compile_context *context = pcre2_compile_context_create(general);
    pcre2_code *compiled = pcre2_compile(bytes, pattern.length, options_of(flags), &code, &offset, context);
    pcre2_compile_context_free(context);
    if (!compiled) {
        pcre2_general_context_free(general);
        PCRE2_UCHAR message[200] = "";
        pcre2_get_error_message(code, message, sizeof message);
        error_set(error, ERROR_FORMAT, NULL, "invalid regular expression at character %zu: %s", (size_t)offset + 1,
                  (const char *)message);
        return NULL;
    }
    pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
    Regex *regex = memory_allocate_zeroed(1, sizeof *regex);
    regex->code = compiled;
    regex->workspace = workspace_new(compiled, general);
    pcre2_general_context_free(general);
    return regex;
}

void regex_free(Regex *regex)
{
    if (!regex) {
        return;
    }
    workspace_free(regex->workspace);
    pcre2_code_free(regex->code);
    free(regex);
}

/* True when the machine code ran out of stack, so that it can try again: with more, or where there is no more, without
   machine code. */
static bool can_try_again(Workspace *workspace, int result, uint32_t *options)
{
    if (result != PCRE2_ERROR_JIT_STACKLIMIT) {
        return false;
    }
    if (!workspace->stack) {
        workspace->stack = pcre2_jit_stack_create(STACK_SIZE_FIRST, STACK_SIZE_MAXIMUM, NULL);
        pcre2_jit_stack_assign(workspace->context, NULL, workspace->stack);
        *options |= workspace->stack ? 0 : PCRE2_NO_JIT;
    } else {
        *options |= PCRE2_NO_JIT;
    }
    return true;
}

RegexMatch regex_match(const Regex *regex, Slice text, size_t *start, size_t *end)
{
    PCRE2_SPTR bytes = (PCRE2_SPTR)(text.length ? text.bytes : "");
    Workspace *work = regex->workspace;
    uint32_t options = 0;
    int count;
    do {
        count = pcre2_match(regex->code, bytes, text.length, 0, options, work->match, work->context);
    } while (can_try_again(work, count, &options));
    if (count < 0) {
        bool is_no_text = count <= PCRE2_ERROR_UTF8_ERR1 && count >= PCRE2_ERROR_UTF8_ERR21;
        return count == PCRE2_ERROR_NOMATCH || is_no_text ? REGEX_NO : REGEX_FAILED;
    }
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(work->match);
    if (start) {
        *start = places[0];
    }
    if (end) {
        *end = places[1];
    }
    return REGEX_YES;
}

/* PCRE2 knows `$$` for a dollar sign; the Java form `\$` is turned into it, and other backslashes are dropped. */
static void translate_substitution(Slice substitution, Text *translated)
{
    for (size_t i = 0; i < substitution.length; i++) {
        char c = substitution.bytes[i];
        if (c == '\\' && i + 1 < substitution.length) {
            c = substitution.bytes[++i];
            text_append(translated, c == '$' ? SLICE("$$") : slice_make(&c, 1));
        } else {
            text_append_byte(translated, c);
        }
    }
}

RegexMatch regex_replace(const Regex *regex, Slice text, Slice substitution, Text *result)
{
    Text translated = TEXT_EMPTY;
    text_reserve(&translated, substitution.length);
    translate_substitution(substitution, &translated);
    uint32_t options = PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_UNSET_EMPTY;
    PCRE2_SPTR bytes = (PCRE2_SPTR)(text.length ? text.bytes : "");
    Workspace *work = regex->workspace;
    PCRE2_SIZE room = text.length + translated.length + 64, size;
    int count = PCRE2_ERROR_NOMEMORY;
    do {
        size = room;
        text_reserve(result, result->length + size);
        count = pcre2_substitute(regex->code, bytes, text.length, 0, options, work->match, work->context,
                                 (PCRE2_SPTR)translated.bytes, translated.length,
                                 (PCRE2_UCHAR *)result->bytes + result->length, &size);
        room = count == PCRE2_ERROR_NOMEMORY ? room * 4 : room;
    } while ((count == PCRE2_ERROR_NOMEMORY && room <= REPLACED_SIZE_MAXIMUM) || can_try_again(work, count, &options));
    text_free(&translated);
    if (count >= 0) {
        result->length += size;
    }
    result->bytes[result->length] = '\0';
    return count < 0 ? REGEX_FAILED : count > 0 ? REGEX_YES : REGEX_NO;
}
