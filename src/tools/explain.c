/*
 * explain: turns src/definitions/explain.yaml into the table that the program holds (src/profile/facts/explain.c).
 *
 * Usage: explain FILE.yaml TABLE. The file is a mapping of kinds to mappings of names to texts. Each text becomes a
 * line "KIND NAME<tab>TEXT", its line breaks and runs of blanks being one space; lines are sorted by bytes. A name of
 * `obligations` becomes one line for each strength, in which {must} is the verb that goes with it.
 */
#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "src/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

typedef struct Strength {
    const char *code;
    const char *verb;
} Strength;

static const Strength STRENGTHS[] = {
    {"SHALL", "must"}, {"SHOULD", "should"}, {"MAY", "may"}, {"SHALL-NOT", "must not"}, {"SHOULD-NOT", "should not"},
};

typedef struct Lines {
    char **items;
    size_t count;
    size_t capacity;
} Lines;

/* Appends a text with every run of white space as one space and `{must}` replaced. */
static void append_paragraph(Text *line, Slice text, const char *verb)
{
    Slice must = SLICE("{must}");
    text = slice_trim(text);
    bool is_blank = false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        if (ascii_is_json_white(c)) {
            is_blank = true;
            continue;
        }
        if (is_blank) {
            text_append_byte(line, ' ');
        }
        is_blank = false;
        if (slice_starts_with(slice_part(text, i, must.length), must)) {
            text_append(line, slice_from(verb));
            i += must.length - 1;
        } else {
            text_append_byte(line, c);
        }
    }
}

/* Adds one line; `code` is NULL for texts that no strength belongs to. */
static void add_line(Lines *lines, const char *kind, const char *code, const char *verb, const char *name, Slice text)
{
    Text line = TEXT_EMPTY;
    text_format(&line, "%s %s%s%s\t", kind, code ? code : "", code ? ":" : "", name);
    append_paragraph(&line, text, verb);
    ARRAY_RESERVE(lines->items, lines->capacity, lines->count + 1);
    lines->items[lines->count++] = line.bytes;
}

/* Adds the lines of one name. */
static void add_text(Lines *lines, const char *kind, const char *name, Slice text)
{
    if (strcmp(kind, "obligations") != 0) {
        add_line(lines, kind, NULL, "", name, text);
        return;
    }
    for (size_t i = 0; i < sizeof STRENGTHS / sizeof *STRENGTHS; i++) {
        add_line(lines, kind, STRENGTHS[i].code, STRENGTHS[i].verb, name, text);
    }
}

static const char *scalar(const yaml_node_t *node)
{
    return node && node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

/* Adds all names of one kind; false where the file has another shape. */
static bool add_kind(yaml_document_t *document, const char *kind, const yaml_node_t *names, Lines *lines)
{
    if (!kind || !names || names->type != YAML_MAPPING_NODE) {
        return false;
    }
    for (yaml_node_pair_t *pair = names->data.mapping.pairs.start; pair < names->data.mapping.pairs.top; pair++) {
        const char *name = scalar(yaml_document_get_node(document, pair->key));
        const char *text = scalar(yaml_document_get_node(document, pair->value));
        if (!name || !text) {
            return false;
        }
        add_text(lines, kind, name, slice_from(text));
    }
    return true;
}

/* Reads the file into lines; false where it is no YAML or has another shape. */
static bool read_file(FILE *file, Lines *lines)
{
    yaml_parser_t parser;
    yaml_document_t document;
    if (!yaml_parser_initialize(&parser)) {
        return false;
    }
    yaml_parser_set_input_file(&parser, file);
    bool is_read = yaml_parser_load(&parser, &document);
    if (!is_read) {
        fprintf(stderr, "explain: line %zu: %s\n", parser.problem_mark.line + 1, parser.problem ? parser.problem : "");
        yaml_parser_delete(&parser);
        return false;
    }
    yaml_node_t *root = yaml_document_get_root_node(&document);
    bool is_fine = root && root->type == YAML_MAPPING_NODE;
    for (yaml_node_pair_t *pair = is_fine ? root->data.mapping.pairs.start : NULL;
         is_fine && pair < root->data.mapping.pairs.top; pair++) {
        const char *kind = scalar(yaml_document_get_node(&document, pair->key));
        is_fine = add_kind(&document, kind, yaml_document_get_node(&document, pair->value), lines);
    }
    yaml_document_delete(&document);
    yaml_parser_delete(&parser);
    return is_fine;
}

/* Compares the first columns of two lines. */
static int compare_lines(const void *a, const void *b)
{
    const char *first = *(char *const *)a;
    const char *second = *(char *const *)b;
    return slice_compare(slice_make(first, strcspn(first, "\t")), slice_make(second, strcspn(second, "\t")));
}

static bool write_table(const char *path, const Lines *lines)
{
    FILE *file = fopen(path, "wb");
    if (!file) {
        return false;
    }
    for (size_t i = 0; i < lines->count; i++) {
        fprintf(file, "%s\n", lines->items[i]);
    }
    return fclose(file) == 0;
}

int main(int argc, char **argv)
{
    Lines lines = {0};
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    if (!file) {
        fprintf(stderr, "usage: explain FILE.yaml TABLE\n");
        return 2;
    }
    bool is_fine = read_file(file, &lines);
    fclose(file);
    qsort(lines.items, lines.count, sizeof *lines.items, compare_lines);
    if (!is_fine || !write_table(argv[2], &lines)) {
        fprintf(stderr, "explain: %s could not be made from %s\n", argv[2], argv[1]);
        return 1;
    }
    for (size_t i = 0; i < lines.count; i++) {
        free(lines.items[i]);
    }
    free(lines.items);
    return 0;
}
