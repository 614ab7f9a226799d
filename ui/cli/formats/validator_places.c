/* Validator places: a row for each key whose places the HL7 validator (6.9.4) writes in its own way. */
#include "ui/cli/formats/validator_places.h"

#include "src/json/path.h"

/* A way to write a place. */
typedef enum PlaceStyle {
    STYLE_COUNTED,    /* the path, a choice with its type after it, nulls of arrays not counted */
    STYLE_PLAIN,      /* the path, as for all that is found while the text is read */
    STYLE_HOLDER,     /* the object that holds it, a choice by its name in the definition: `value[x]` */
    STYLE_FROM_ONE,   /* the path, from the Bundle on counted from one */
    STYLE_BUNDLE,     /* the Bundle */
    STYLE_NARRATIVE,  /* the narrative */
    STYLE_FIRST_ENTRY /* the first entry, whichever is meant */
} PlaceStyle;

static const struct {
    KeyId key;
    Severity least; /* of issues that the row holds for */
    PlaceStyle style;
} PLACES[] = {
    {KEY_BUNDLE_NOT_FOUND, SEVERITY_NOTE, STYLE_FROM_ONE}, {KEY_BUNDLE_ORPHAN, SEVERITY_NOTE, STYLE_FROM_ONE},
    {KEY_BUNDLE_FIRST, SEVERITY_NOTE, STYLE_FROM_ONE},     {KEY_BUNDLE_FULL_URL, SEVERITY_ERROR, STYLE_FIRST_ENTRY},
    {KEY_BUNDLE_FRAGMENT, SEVERITY_NOTE, STYLE_BUNDLE},    {KEY_REFERENCE_BUNDLE, SEVERITY_ERROR, STYLE_BUNDLE},
    {KEY_TEXT_LINK, SEVERITY_NOTE, STYLE_NARRATIVE},       {KEY_UNKNOWN_PROPERTY, SEVERITY_NOTE, STYLE_HOLDER},
    {KEY_JSON_KIND, SEVERITY_NOTE, STYLE_PLAIN},           {KEY_DUPLICATE_PROPERTY, SEVERITY_NOTE, STYLE_PLAIN},
    {KEY_EMPTY_ARRAY, SEVERITY_NOTE, STYLE_PLAIN},         {KEY_NULL_IN_ARRAY, SEVERITY_NOTE, STYLE_PLAIN},
};

/* How a place is written. */
typedef struct Writer {
    const Document *document;
    const Rules *rules;
    NodeId from_one; /* positions below this node are counted from one; NODE_NONE: none */
    Text *path;
} Writer;

/* The innermost Bundle around a node; the node's own root if there is none. */
static NodeId bundle_around(const Document *document, NodeId node)
{
    NodeId root = node;
    for (NodeId up = node; up != NODE_NONE && document_node(document, up)->kind != NODE_LINES;
         up = document_node(document, up)->parent) {
        NodeId type = document_member(document, up, SLICE("resourceType"));
        root = up;
        if (up != node && type != NODE_NONE && document_string_equals(document, type, SLICE("Bundle"))) {
            break;
        }
    }
    return root;
}

/* True where an array holds objects: what else is in it is not read, and not counted. */
static bool holds_objects(const Document *document, NodeId array)
{
    const Node *nodes = document_nodes(document);
    NodeId item = array + 1;
    while (item < nodes[array].end && nodes[item].kind != NODE_OBJECT) {
        item = nodes[item].end;
    }
    return item < nodes[array].end;
}

/* The number of an item of an array, from 0, without what is not counted. */
static uint32_t counted_position(const Document *document, NodeId id)
{
    const Node *nodes = document_nodes(document);
    NodeId array = nodes[id].parent;
    bool is_of_objects = holds_objects(document, array);
    uint32_t position = 0;
    for (NodeId item = array + 1; item < id; item = nodes[item].end) {
        position += !is_of_objects || nodes[item].kind == NODE_OBJECT;
    }
    return position;
}

/* The elements that an object may have: those of its type where it is a resource, else of the element that it is. */
static const Element *content_of(const Writer *writer, NodeId id, const Element *element, Slice type)
{
    Text scratch = TEXT_EMPTY;
    NodeId name = document_member(writer->document, id, SLICE("resourceType"));
    bool is_resource = name != NODE_NONE && document_node(writer->document, name)->kind == NODE_STRING;
    const Structure *structure =
        is_resource ? rules_type(writer->rules, document_string(writer->document, name, &scratch)) : NULL;
    text_free(&scratch);
    return structure ? structure_root(structure) : element ? rules_content(writer->rules, element, type) : NULL;
}

/* Appends the name of a member, with the type of a choice after it; gives the elements that its value may have. */
static const Element *append_member(const Writer *writer, NodeId id, const Element *holder)
{
    const Document *document = writer->document;
    Text whole = TEXT_EMPTY, before = TEXT_EMPTY;
    path_append(document, document_node(document, id)->parent, &before);
    path_append(document, id, &whole);
    Slice name = slice_part(text_slice(&whole), before.length + 1, whole.length), type = SLICE("");
    const Element *element = holder ? element_child_find(holder, name, &type) : NULL;
    if (type.length > 0) {
        text_format(writer->path, ".%.*s.ofType(%.*s)", SLICE_ARGS(element_name(element)), SLICE_ARGS(type));
    } else {
        text_format(writer->path, ".%.*s", SLICE_ARGS(name));
    }
    text_free(&whole);
    text_free(&before);
    return content_of(writer, id, element, type);
}

/* Appends the path of a node with counted positions and the types of choices; gives the elements that it may have. */
static const Element *append_counted(const Writer *writer, NodeId id)
{
    const Document *document = writer->document;
    NodeId parent = document_node(document, id)->parent;
    if (parent == NODE_NONE || document_node(document, parent)->kind == NODE_LINES) {
        path_append(document, id, writer->path);
        return content_of(writer, id, NULL, SLICE(""));
    }
    const Element *holder = append_counted(writer, parent);
    if (document_node(document, id)->key) {
        return append_member(writer, id, holder);
    }
    text_format(writer->path, "[%u]", counted_position(document, id) + (id > writer->from_one));
    return content_of(writer, id, holder, SLICE(""));
}

/* Appends the path of the object that holds what the issue is about. */
static void append_holder(const Document *document, const Issue *issue, Text *path)
{
    NodeId holder = document_node(document, issue->node)->parent;
    bool is_choice = issue->element && slice_ends_with(element_path(issue->element), SLICE("[x]"));
    if (holder == NODE_NONE) {
        path_append(document, issue->node, path);
    } else if (is_choice) {
        path_append(document, document_node(document, holder)->parent, path);
        text_format(path, ".%.*s[x]", SLICE_ARGS(element_name(issue->element)));
    } else {
        path_append(document, holder, path);
    }
}

/* The narrative that holds a node. */
static NodeId narrative_around(const Document *document, NodeId node)
{
    NodeId up = node;
    while (up != NODE_NONE && !document_key_equals(document, up, SLICE("text"))) {
        up = document_node(document, up)->parent;
    }
    return up == NODE_NONE ? node : up;
}

static PlaceStyle style_of(const Issue *issue)
{
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        if (issue->id == PLACES[i].key && issue->severity >= PLACES[i].least) {
            bool is_entry_meant = PLACES[i].style == STYLE_FIRST_ENTRY && issue->missing.length > 0;
            return is_entry_meant ? STYLE_COUNTED : PLACES[i].style;
        }
    }
    return STYLE_COUNTED;
}

void validator_place_append(const Rules *rules, const Document *document, const Issue *issue, Text *path)
{
    PlaceStyle style = style_of(issue);
    NodeId bundle = bundle_around(document, issue->node);
    Writer writer = {.document = document, .rules = rules, .from_one = NODE_NONE, .path = path};
    if (style == STYLE_PLAIN) {
        path_append(document, issue->node, path);
    } else if (style == STYLE_HOLDER) {
        append_holder(document, issue, path);
    } else if (style == STYLE_BUNDLE || style == STYLE_FIRST_ENTRY) {
        append_counted(&writer, bundle);
        text_append(path, style == STYLE_FIRST_ENTRY ? SLICE(".entry[0]") : SLICE(""));
    } else {
        writer.from_one = style == STYLE_FROM_ONE ? bundle : NODE_NONE;
        append_counted(&writer, style == STYLE_NARRATIVE ? narrative_around(document, issue->node) : issue->node);
    }
}
