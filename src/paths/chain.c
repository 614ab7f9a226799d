/*
 * Chain: one walk from the beginning to the cursor, with a stack of brackets. It reads a copy in which comments are
 * blanks. Blanks end a chain only between two words: a dot goes on with it.
 */
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
    char last; /* the last byte that is no blank */
    bool is_literal;
} ChainWalk;

static bool is_word_byte(char byte)
{
    return ascii_is_letter(byte) || ascii_is_digit(byte) || byte == '_' || byte == '%' || byte == '$' || byte == '@';
}

/* Passes over a quoted text; true where the cursor, at the end of the text, is in it. */
static bool pass_quoted(ChainWalk *walk)
{
    Slice text = walk->text;
    char quote = text.bytes[walk->at];
    size_t end = walk->at + 1;
    while (end < text.length && text.bytes[end] != quote) {
        end += text.bytes[end] == '\\' ? 2 : 1;
    }
    walk->at = end + 1;
    return end >= text.length;
}

/* The end of a quoted text or a comment that begins at a place; the place where none does. A comment up to the end of
   its line does not hold the line end. */
static size_t end_of_aside(Slice text, size_t at, bool *is_comment)
{
    Slice rest = slice_part(text, at, text.length);
    bool is_line = slice_starts_with(rest, SLICE("//"));
    *is_comment = is_line || slice_starts_with(rest, SLICE("/*"));
    if (*is_comment) {
        size_t end = slice_find(text, is_line ? SLICE("\n") : SLICE("*/"), at + 2);
        return end == SIZE_MAX ? text.length : end + (is_line ? 0 : 2);
    }
    if (text.bytes[at] != '\'' && text.bytes[at] != '`') {
        return at;
    }
    ChainWalk quoted = {.text = text, .at = at};
    pass_quoted(&quoted);
    return quoted.at < text.length ? quoted.at : text.length;
}

/* Appends a text with blanks in place of comments; true where its end is in one. */
static bool append_plain(Slice text, Text *plain)
{
    bool ends_in_comment = false;
    for (size_t at = 0; at < text.length;) {
        bool is_comment;
        size_t end = end_of_aside(text, at, &is_comment);
        Slice part = slice_part(text, at, (end > at ? end : at + 1) - at);
        bool is_closed = slice_ends_with(part, SLICE("*/")) && part.length >= sizeof "/**/" - 1;
        ends_in_comment = is_comment && end == text.length && !(part.bytes[1] == '*' && is_closed);
        for (size_t i = 0; i < part.length; i++) {
            text_append_byte(plain, is_comment ? ' ' : part.bytes[i]);
        }
        at += part.length;
    }
    return ends_in_comment;
}

/* Appends the chain up to an offset to a context, with a dot between. */
static void append_chain(const ChainWalk *walk, size_t end, Text *context)
{
    Slice chain = slice_trim(slice_part(walk->text, walk->chain, end > walk->chain ? end - walk->chain : 0));
    while (slice_ends_with(chain, SLICE("."))) {
        chain = slice_trim(slice_part(chain, 0, chain.length - 1));
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
static void pass(ChainWalk *walk)
{
    char byte = walk->text.bytes[walk->at];
    bool is_after_blank = walk->at > 0 && ascii_is_json_white(walk->text.bytes[walk->at - 1]);
    if (ascii_is_json_white(byte)) {
        walk->at++;
        return;
    }
    if ((is_word_byte(byte) || byte == '`') && is_after_blank && walk->last != '.') {
        walk->chain = walk->at;
    }
    walk->last = byte;
    if (byte == '\'' || byte == '`') {
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

/* True where the word at a place begins a chain: no dot stands before it. */
static bool begins_chain(Slice text, size_t word)
{
    while (word > 0 && ascii_is_json_white(text.bytes[word - 1])) {
        word--;
    }
    return word == 0 || text.bytes[word - 1] != '.';
}

Chain chain_at(Slice expression, size_t cursor)
{
    Text plain = TEXT_EMPTY;
    bool is_in_comment = append_plain(slice_part(expression, 0, cursor), &plain);
    ChainWalk walk = {.text = text_slice(&plain), .is_literal = is_in_comment};
    Chain chain = {.base = TEXT_EMPTY};
    cursor = walk.text.length;
    while (walk.at < cursor && !walk.is_literal) {
        pass(&walk);
    }
    chain.start = word_start(walk.text, cursor);
    bool is_number =
        chain.start < cursor && (ascii_is_digit(walk.text.bytes[chain.start]) || walk.text.bytes[chain.start] == '@');
    chain.is_literal = walk.is_literal || is_number;
    chain.is_first = begins_chain(walk.text, chain.start);
    if (!chain.is_literal) {
        walk.chain = chain.is_first ? chain.start : walk.chain;
        append_chain(&walk, chain.start, &walk.context);
        chain.base = walk.context;
        walk.context = TEXT_EMPTY;
    }
    text_free(&walk.context);
    text_free(&plain);
    return chain;
}
