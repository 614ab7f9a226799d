/* Term answers: keys, lines of a file, and requests. */
#include "src/terms/term_answers.h"

#include "src/base/file.h"
#include "src/net/url.h"
#include "src/terms/cache_folder.h"

#include <stdlib.h>

#define FOLDER "terminology"
#define SUFFIX ".answers"
#define HEAD   "ipse-answers 1\n"

enum { FILE_MAXIMUM = 256 << 20, PARTS = 4 };

void term_answers_free(TermAnswers *answers)
{
    arena_free(answers->arena);
    slice_map_free(&answers->positions);
    free(answers->items);
    *answers = (TermAnswers){0};
}

KeptAnswer *term_answers_find(TermAnswers *answers, Slice key)
{
    const uint32_t *known = slice_map_find(&answers->positions, key);
    if (known) {
        return &answers->items[*known];
    }
    answers->arena = answers->arena ? answers->arena : arena_new();
    uint32_t position = (uint32_t)answers->count;
    Slice copy = arena_copy(answers->arena, key);
    *slice_map_add(&answers->positions, copy, NULL) = position;
    ARRAY_RESERVE(answers->items, answers->capacity, answers->count + 1);
    answers->items[answers->count++] = (KeptAnswer){.key = copy, .answer = TERM_WAITING};
    return &answers->items[position];
}

/* Takes what stands before a mark off the front of a text. */
static Slice take_part(Slice *rest, Slice mark)
{
    size_t end = slice_find(*rest, mark, 0);
    Slice part = slice_part(*rest, 0, end);
    *rest = slice_part(*rest, part.length + 1, rest->length);
    return part;
}

/* ---- the file ---- */

static TermAnswer answer_of_letter(Slice letter)
{
    static const char letters[] = {[TERM_RIGHT] = 'y', [TERM_WRONG] = 'n', [TERM_WRONG_DISPLAY] = 'd'};
    for (size_t i = TERM_RIGHT; i < sizeof letters; i++) {
        if (letter.length == 1 && letter.bytes[0] == letters[i]) {
            return (TermAnswer)i;
        }
    }
    return TERM_UNANSWERED;
}

/* Takes the answer of a line, where it is one. */
static void take_line(TermAnswers *answers, Slice line, int64_t oldest)
{
    char number[24] = "";
    Slice time = take_part(&line, SLICE("\t"));
    TermAnswer answer = answer_of_letter(take_part(&line, SLICE("\t")));
    Slice right = take_part(&line, SLICE("\t"));
    bool is_key = line.length > 2 && strchr("scvel", line.bytes[0]) && line.bytes[1] == '\t';
    if (!is_key || answer == TERM_UNANSWERED || time.length == 0 || time.length >= sizeof number) {
        return;
    }
    memcpy(number, time.bytes, time.length);
    KeptAnswer *kept = term_answers_find(answers, line);
    kept->seconds = strtoll(number, NULL, 10);
    kept->answer = answer;
    kept->right = arena_copy(answers->arena, right);
    kept->is_old = kept->seconds < oldest;
}

void term_answers_read(TermAnswers *answers, Slice base, int64_t oldest)
{
    Text path = TEXT_EMPTY, content = TEXT_EMPTY;
    if (cache_file_append(FOLDER, base, SUFFIX, &path, NULL) &&
        file_read(path.bytes, FILE_MAXIMUM, &content, NULL, NULL) &&
        slice_starts_with(text_slice(&content), SLICE(HEAD))) {
        for (Slice rest = slice_part(text_slice(&content), sizeof HEAD - 1, SIZE_MAX); rest.length > 0;) {
            take_line(answers, take_part(&rest, SLICE("\n")), oldest);
        }
    }
    text_free(&path);
    text_free(&content);
}

void term_answers_write(const TermAnswers *answers, Slice base)
{
    static const char letters[] = {[TERM_RIGHT] = 'y', [TERM_WRONG] = 'n', [TERM_WRONG_DISPLAY] = 'd'};
    Text path = TEXT_EMPTY, content = TEXT_EMPTY;
    text_append(&content, SLICE(HEAD));
    for (size_t i = 0; i < answers->count; i++) {
        const KeptAnswer *kept = &answers->items[i];
        if (kept->answer >= TERM_RIGHT && kept->seconds > 0 && kept->key.bytes[0] != 'x') {
            text_format(&content, "%lld\t%c\t%.*s\t%.*s\n", (long long)kept->seconds, letters[kept->answer],
                        SLICE_ARGS(kept->right), SLICE_ARGS(kept->key));
        }
    }
    if (cache_file_append(FOLDER, base, SUFFIX, &path, NULL)) {
        cache_file_write(path.bytes, text_slice(&content), NULL);
    }
    text_free(&path);
    text_free(&content);
}

/* ---- requests ---- */

void term_key_append(char kind, const Slice *parts, size_t count, Text *key)
{
    text_append_byte(key, kind);
    for (size_t i = 0; i < count; i++) {
        text_append_byte(key, '\t');
        url_append_encoded(key, parts[i]);
    }
}

void term_question_append(Slice key, Text *url)
{
    Slice parts[PARTS] = {{0}};
    for (size_t i = 0; i < PARTS; i++) {
        parts[i] = take_part(&key, SLICE("\t"));
    }
    switch (parts[0].bytes[0]) {
    case 's':
        text_format(url, "CodeSystem?url=%.*s&_count=1&_elements=url", SLICE_ARGS(parts[1]));
        break;
    case 'c':
        text_format(url, "CodeSystem/$validate-code?url=%.*s&code=%.*s", SLICE_ARGS(parts[1]), SLICE_ARGS(parts[2]));
        if (parts[3].length > 0) {
            text_format(url, "&display=%.*s", SLICE_ARGS(parts[3]));
        }
        break;
    case 'v':
        text_format(url, "ValueSet/$validate-code?url=%.*s&system=%.*s&code=%.*s", SLICE_ARGS(parts[1]),
                    SLICE_ARGS(parts[2]), SLICE_ARGS(parts[3]));
        break;
    case 'l':
        text_format(url, "CodeSystem/$lookup?system=%.*s&code=%.*s&displayLanguage=%.*s", SLICE_ARGS(parts[1]),
                    SLICE_ARGS(parts[2]), SLICE_ARGS(parts[3]));
        break;
    case 'x':
        text_format(url, "ValueSet/$expand?url=%.*s&filter=%.*s&count=100&displayLanguage=%.*s", SLICE_ARGS(parts[1]),
                    SLICE_ARGS(parts[2]), SLICE_ARGS(parts[3]));
        break;
    default:
        text_format(url, "ValueSet/$expand?url=%.*s&count=100", SLICE_ARGS(parts[1]));
    }
}
