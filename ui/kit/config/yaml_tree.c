/*
 * YamlTree: libyaml's events, kept as a tree in an arena.
 *
 * The reader holds a stack of open lists and mappings of fixed depth; a mapping's next scalar is a key when `key` is
 * not set yet.
 */
#include "ui/kit/config/yaml_tree.h"

#include "src/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

enum { SIZE_MAXIMUM = 1 << 20, DEPTH_MAXIMUM = 64 };

struct YamlTree {
    Arena *arena;
    YamlNode *root;
};

typedef struct OpenNode {
    YamlNode *node;
    YamlNode *last; /* its youngest child */
    bool has_key;   /* a key was read, its value comes next */
    Slice key;
    yaml_mark_t key_mark;
} OpenNode;

typedef struct YamlReader {
    YamlTree *yaml;
    const char *name;
    Error *error;
    OpenNode open[DEPTH_MAXIMUM];
    size_t depth;
    bool is_done;
} YamlReader;

/* Fails at a place. */
static bool fail(YamlReader *reader, yaml_mark_t mark, const char *message)
{
    char where[sizeof reader->error->where];
    snprintf(where, sizeof where, "%s:%zu:%zu", reader->name, mark.line + 1, mark.column + 1);
    return error_set(reader->error, ERROR_FORMAT, where, "%s", message);
}

/* Hangs a new node where the reader stands; NULL where a key comes first or all is full. */
static YamlNode *add_node(YamlReader *reader, YamlKind kind, yaml_mark_t mark)
{
    YamlNode *node = arena_allocate(reader->yaml->arena, sizeof *node);
    *node = (YamlNode){.kind = kind};
    OpenNode *holder = reader->depth ? &reader->open[reader->depth - 1] : NULL;
    if (!holder) {
        reader->yaml->root = node;
    } else {
        *(holder->last ? &holder->last->next : &holder->node->first) = node;
        holder->last = node;
        if (holder->has_key) {
            node->key = holder->key;
            mark = holder->key_mark;
            holder->has_key = false;
        }
    }
    node->line = (int)mark.line + 1;
    node->column = (int)mark.column + 1;
    return node;
}

/* True when the reader stands where a mapping's key is due. */
static bool is_key_due(const YamlReader *reader)
{
    const OpenNode *holder = reader->depth ? &reader->open[reader->depth - 1] : NULL;
    return holder && holder->node->kind == YAML_MAP && !holder->has_key;
}

/* A scalar: a key or a value. */
static bool read_scalar(YamlReader *reader, const yaml_event_t *event)
{
    Slice text = slice_make((const char *)event->data.scalar.value, event->data.scalar.length);
    text = arena_copy(reader->yaml->arena, text);
    if (!is_key_due(reader)) {
        YamlNode *node = add_node(reader, YAML_SCALAR, event->start_mark);
        node->text = text;
        node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        return true;
    }
    OpenNode *holder = &reader->open[reader->depth - 1];
    for (const YamlNode *member = holder->node->first; member; member = member->next) {
        if (slice_equals(member->key, text)) {
            return fail(reader, event->start_mark, "duplicate key");
        }
    }
    holder->key = text;
    holder->key_mark = event->start_mark;
    holder->has_key = true;
    return true;
}

/* A list or mapping begins. */
static bool read_start(YamlReader *reader, const yaml_event_t *event, YamlKind kind)
{
    if (is_key_due(reader)) {
        return fail(reader, event->start_mark, "a key must be a word");
    }
    if (reader->depth == DEPTH_MAXIMUM) {
        return fail(reader, event->start_mark, "nested too deeply");
    }
    YamlNode *node = add_node(reader, kind, event->start_mark);
    reader->open[reader->depth++] = (OpenNode){.node = node};
    return true;
}

/* One event of libyaml. */
static bool read_event(YamlReader *reader, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(reader, event);
    case YAML_SEQUENCE_START_EVENT:
        return read_start(reader, event, YAML_LIST);
    case YAML_MAPPING_START_EVENT:
        return read_start(reader, event, YAML_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        reader->depth--;
        return true;
    case YAML_ALIAS_EVENT:
        return fail(reader, event->start_mark, "aliases are not allowed");
    case YAML_DOCUMENT_START_EVENT:
        return !reader->yaml->root || fail(reader, event->start_mark, "only one document is allowed");
    case YAML_STREAM_END_EVENT:
        reader->is_done = true;
        return true;
    default:
        return true;
    }
}

/* What libyaml has against the text. */
static bool fail_syntax(YamlReader *reader, const yaml_parser_t *parser)
{
    yaml_mark_t mark = parser->problem_mark;
    if (parser->error == YAML_MEMORY_ERROR) {
        memory_exhausted(0);
    }
    if (parser->error == YAML_READER_ERROR) {
        return fail(reader, mark, "a byte is not valid UTF-8");
    }
    return fail(reader, mark, parser->problem ? parser->problem : "not YAML");
}

/* Reads all events of the text. */
static bool read_all(YamlReader *reader, Slice text)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        memory_exhausted(0);
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)(text.bytes ? text.bytes : ""), text.length);
    bool is_fine = true;
    while (is_fine && !reader->is_done) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            is_fine = fail_syntax(reader, &parser);
            break;
        }
        is_fine = read_event(reader, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return is_fine;
}

YamlTree *yaml_tree_parse(Slice text, const char *name, Error *error)
{
    Error unheard;
    YamlReader reader = {.name = name, .error = error ? error : &unheard};
    if (text.length > SIZE_MAXIMUM) {
        error_set(error, ERROR_LIMIT, name, "larger than 1 MiB");
        return NULL;
    }
    reader.yaml = memory_allocate_zeroed(1, sizeof *reader.yaml);
    reader.yaml->arena = arena_new();
    if (!read_all(&reader, text)) {
        yaml_tree_free(reader.yaml);
        return NULL;
    }
    if (!reader.yaml->root) {
        add_node(&reader, YAML_MAP, (yaml_mark_t){0});
    }
    return reader.yaml;
}

void yaml_tree_free(YamlTree *yaml)
{
    if (yaml) {
        arena_free(yaml->arena);
        free(yaml);
    }
}

const YamlNode *yaml_tree_root(const YamlTree *yaml)
{
    return yaml->root;
}

const YamlNode *yaml_node_member(const YamlNode *node, const char *key)
{
    for (const YamlNode *member = node && node->kind == YAML_MAP ? node->first : NULL; member; member = member->next) {
        if (slice_equals(member->key, slice_from(key))) {
            return member;
        }
    }
    return NULL;
}

bool yaml_node_flag(const YamlNode *node, bool *value)
{
    static const struct {
        const char *word;
        bool value;
    } words[] = {{"true", true}, {"yes", true}, {"on", true}, {"false", false}, {"no", false}, {"off", false}};
    for (size_t i = 0; node && node->kind == YAML_SCALAR && i < sizeof words / sizeof *words; i++) {
        if (slice_equals_ignoring_case(node->text, slice_from(words[i].word))) {
            *value = words[i].value;
            return true;
        }
    }
    return false;
}
