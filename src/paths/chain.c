/* Chain: one walk from the beginning to the cursor, with a stack of brackets. */
#include "src/paths/chain.h"

#include "src/base/ascii.h"

#include <stdint.h>

enum { BRACKETS_MAXIMUM = 64 };

/* An open bracket: what steps in it start from, and where the chain around it began. */
typedef struct Bracket {
    size_t context_length; /* of the context before it */
    size_t chain;
} Bracket;

typedef struct ChainWalk {
    Slice text;
    size_t at;
    size_t chain; /* where the present chain of steps begins */
    Text context; /* what a chain is relative to */
    Bracket brackets[BRACKETS_MAXIMUM];
    size_t depth;
    bool is_literal;
} ChainWalk;

static bool is_word_byte(char byte)
{
    return ascii_is_letter(byte) || ascii_is_digit(byte) || byte == '_' || byte == '%' || byte == '$' || byte == '@';
}

/* Passes over a quoted text or a comment; true where the cursor, at the end of the text, is in it. */
static bool pass_quoted(ChainWalk *walk)
{
    Slice text = walk->text;
    char quote = text.bytes[walk->at];
    if (quote == '/') {
        size_t end = slice_find(text, SLICE("*/"), walk->at + 2);
        walk->at = end == SIZE_MAX ? text.length : end + 2;
        return end == SIZE_MAX;
    }
    size_t end = walk->at + 1;
    while (end < text.length && text.bytes[end] != quote) {
        end += text.bytes[end] == '\\' ? 2 : 1;
    }
    walk->at = end + 1;
    return end >= text.length;
}

/* Appends the chain up to an offset to a context, with a dot between. */
static void append_chain(const ChainWalk *walk, size_t end, Text *context)
{
    Slice chain = slice_trim(slice_part(walk->text, walk->chain, end > walk->chain ? end - walk->chain : 0));
    while (slice_ends_with(chain, SLICE("."))) {
        chain.length--;
    }
    text_append(context, context->length && chain.length ? SLICE(".") : SLICE(""));
    text_append(context, chain);
}

/* The offset at which the word before an offset begins. */
static size_t word_start(Slice text, size_t end)
{
    while (end > 0 && is_word_byte(text.bytes[end - 1])) {
        end--;
    }
    return end;
}

static void open_bracket(ChainWalk *walk)
{
    if (walk->depth == BRACKETS_MAXIMUM) {
        walk->is_literal = true;
        return;
    }
    size_t word = word_start(walk->text, walk->at);
    bool is_call = walk->text.bytes[walk->at] == '(' && word < walk->at;
    walk->brackets[walk->depth++] =
        (Bracket){.context_length = walk->context.length,
                  .chain = is_call || walk->text.bytes[walk->at] == '[' ? walk->chain : walk->at};
    if (is_call) {
        append_chain(walk, word, &walk->context);
    }
    walk->chain = walk->at + 1;
}

static void close_bracket(ChainWalk *walk)
{
    if (walk->depth > 0) {
        const Bracket *bracket = &walk->brackets[--walk->depth];
        text_splice(&walk->context, bracket->context_length, walk->context.length - bracket->context_length, SLICE(""));
        walk->chain = bracket->chain;
    }
}

/* Passes over the byte, quoted text or bracket at the walk's place. */
static void pass(ChainWalk *walk, size_t cursor)
{
    char byte = walk->text.bytes[walk->at];
    char next = walk->at + 1 < cursor ? walk->text.bytes[walk->at + 1] : '\0';
    if (byte == '\'' || byte == '`' || (byte == '/' && next == '*')) {
        walk->is_literal = pass_quoted(walk);
        return;
    }
    if (byte == '(' || byte == '[' || byte == '{') {
        open_bracket(walk);
    } else if (byte == ')' || byte == ']' || byte == '}') {
        close_bracket(walk);
    } else if (!is_word_byte(byte) && byte != '.') {
        walk->chain = walk->at + 1;
    }
    walk->at++;
}

Chain chain_at(Slice expression, size_t cursor)
{
    ChainWalk walk = {.text = slice_part(expression, 0, cursor)};
    Chain chain = {.base = TEXT_EMPTY};
    cursor = walk.text.length;
    while (walk.at < cursor && !walk.is_literal) {
        pass(&walk, cursor);
    }
    chain.start = word_start(walk.text, cursor);
    bool is_number =
        chain.start < cursor && (ascii_is_digit(walk.text.bytes[chain.start]) || walk.text.bytes[chain.start] == '@');
    chain.is_literal = walk.is_literal || is_number;
    chain.is_first = chain.start == 0 || walk.text.bytes[chain.start - 1] != '.';
    if (!chain.is_literal) {
        append_chain(&walk, chain.start, &walk.context);
        chain.base = walk.context;
        walk.context = TEXT_EMPTY;
    }
    text_free(&walk.context);
    return chain;
}
