/* Messages: every sentence of the program can be read as a whole on the smallest screen. */
#include "src/base/file.h"
#include "tests/support/walk.h"
#include "ui/widgets/messages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 60, HEIGHT = 16, SENTENCES_LEAST = 150 };

typedef struct Reader {
    Messages *messages;
    Canvas *canvas;
    size_t sentences;
} Reader;

/* What stands on the screen, without line ends, blanks and the sign. */
static void read_screen(Reader *reader, Text *text)
{
    Text printed = TEXT_EMPTY;
    canvas_clear(reader->canvas);
    messages_draw(reader->messages, reader->canvas, rect_make(0, 0, WIDTH, HEIGHT));
    canvas_print(reader->canvas, &printed);
    Slice all = slice_trim(text_slice(&printed));
    size_t sign = slice_find(all, SLICE(" "), 0);
    for (size_t i = sign; i < all.length; i++) {
        if (all.bytes[i] != ' ' && all.bytes[i] != '\n') {
            text_append_byte(text, all.bytes[i]);
        }
    }
    text_free(&printed);
}

/* True for what a directive of printf may have between its % and its letter. */
static bool is_flag(char c)
{
    return c != '\0' && strchr("0123456789.*lzj-+", c) != NULL;
}

/* Appends a format with a value in the place of each directive, and the line end where `\n` is written; `words` gets
   the rest, its words parted by blanks. */
static void fill_in(Slice format, Slice value, Text *sentence, Text *words)
{
    for (size_t i = 0; i < format.length; i++) {
        char c = format.bytes[i];
        if (c == '\\' && i + 1 < format.length) {
            c = format.bytes[++i];
        } else if (c == '%') {
            do {
                i++;
            } while (i < format.length && is_flag(format.bytes[i]));
            text_append(sentence, i < format.length && format.bytes[i] == '%' ? SLICE("%") : value);
            text_append_byte(words, ' ');
            continue;
        }
        text_append_byte(sentence, c);
        text_append_byte(words, c);
    }
}

static void expect_whole(Reader *reader, Slice format)
{
    Text sentence = TEXT_EMPTY, words = TEXT_EMPTY, wanted = TEXT_EMPTY, shown = TEXT_EMPTY;
    fill_in(format, SLICE("http://a.test/value-9"), &sentence, &words);
    for (size_t i = 0; i < sentence.length; i++) {
        if (sentence.bytes[i] != ' ') {
            text_append_byte(&wanted, sentence.bytes[i]);
        }
    }
    messages_add(reader->messages, STYLE_PLAIN, "%s", sentence.bytes);
    read_screen(reader, &shown);
    if (slice_find(text_slice(&shown), text_slice(&wanted), 0) == SIZE_MAX) {
        fail_msg("%s is shown as %s", sentence.bytes, shown.bytes);
    }
    text_free(&sentence);
    text_free(&words);
    text_free(&wanted);
    text_free(&shown);
}

/* With a value of hundreds of characters the words of the sentence stand all the same. */
static void expect_words(Reader *reader, Slice format)
{
    Text sentence = TEXT_EMPTY, words = TEXT_EMPTY, shown = TEXT_EMPTY, value = TEXT_EMPTY;
    for (int i = 0; i < 60; i++) {
        text_append(&value, SLICE("/a-folder"));
    }
    fill_in(format, text_slice(&value), &sentence, &words);
    messages_add(reader->messages, STYLE_PLAIN, "%s", sentence.bytes);
    read_screen(reader, &shown);
    for (size_t at = 0; at < words.length;) {
        size_t end = slice_find(text_slice(&words), SLICE(" "), at);
        end = end == SIZE_MAX ? words.length : end;
        Slice word = slice_part(text_slice(&words), at, end - at);
        if (slice_find(text_slice(&shown), word, 0) == SIZE_MAX) {
            fail_msg("'%.*s' is missing in %s", (int)word.length, word.bytes, shown.bytes);
        }
        at = end + 1;
    }
    text_free(&sentence);
    text_free(&words);
    text_free(&shown);
    text_free(&value);
}

/* Reads the literals of a call, those that stand side by side as one. */
static void read_call(Reader *reader, Slice call)
{
    Text literal = TEXT_EMPTY;
    bool is_in = false;
    for (size_t i = 0; i <= call.length; i++) {
        char c = i < call.length ? call.bytes[i] : ';';
        if (is_in && c == '\\') {
            text_append(&literal, slice_part(call, i++, 2));
        } else if (c == '"') {
            is_in = !is_in;
        } else if (is_in) {
            text_append_byte(&literal, c);
        } else if (c != ' ' && c != '\n' && literal.length > 0) {
            if (slice_find(text_slice(&literal), SLICE(" "), 0) != SIZE_MAX) {
                expect_whole(reader, text_slice(&literal));
                expect_words(reader, text_slice(&literal));
                reader->sentences++;
            }
            text_clear(&literal);
        }
    }
    text_free(&literal);
}

/* The end of a statement that begins at an offset: the semicolon outside of literals. */
static size_t statement_end(Slice source, size_t at)
{
    bool is_in = false;
    for (; at < source.length && (is_in || source.bytes[at] != ';'); at++) {
        is_in = source.bytes[at] == '"' && source.bytes[at - 1] != '\\' ? !is_in : is_in;
    }
    return at;
}

static void read_source(void *context, const char *path)
{
    Reader *reader = context;
    Text text = TEXT_EMPTY;
    if (!slice_ends_with(slice_from(path), SLICE(".c"))) {
        return;
    }
    assert_true(file_read(path, SIZE_MAX / 2, &text, NULL, NULL));
    Slice source = text_slice(&text), name = SLICE("messages_add");
    for (size_t at = slice_find(source, name, 0); at != SIZE_MAX; at = slice_find(source, name, at)) {
        size_t end = statement_end(source, at);
        read_call(reader, slice_part(source, at, end - at));
        at = end;
    }
    text_free(&text);
}

static void test_every_sentence_on_the_smallest_screen(void **state)
{
    (void)state;
    ClockFixed clock = {0};
    Reader reader = {.messages = messages_new(clock_fixed(&clock)), .canvas = canvas_new(WIDTH, HEIGHT, false)};
    walk_files("ui/screens", read_source, &reader);
    assert_true(reader.sentences > SENTENCES_LEAST);
    canvas_free(reader.canvas);
    messages_free(reader.messages);
}

/* One that repeats what stands elsewhere says so; the next one does not. */
static void test_repeated(void **state)
{
    (void)state;
    ClockFixed clock = {0};
    Messages *messages = messages_new(clock_fixed(&clock));
    messages_mark_repeated(messages);
    assert_false(messages_is_repeated(messages));
    messages_add(messages, STYLE_PLAIN, "a");
    messages_mark_repeated(messages);
    assert_true(messages_is_repeated(messages));
    messages_add(messages, STYLE_PLAIN, "b");
    assert_false(messages_is_repeated(messages));
    messages_free(messages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_sentence_on_the_smallest_screen),
        cmocka_unit_test(test_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
