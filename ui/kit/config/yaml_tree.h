/*
 * YamlTree: a YAML file read into a small tree that knows its places.
 *
 * Scalars, lists and mappings of one document; no tags; anchors and aliases are refused, so that a tree is never larger
 * than its text. At most 1 MiB and 64 levels.
 */
#ifndef IPSE_KIT_YAML_TREE_H
#define IPSE_KIT_YAML_TREE_H

#include "src/base/error.h"
#include "src/base/slice.h"

typedef struct YamlTree YamlTree;

typedef enum YamlKind { YAML_SCALAR, YAML_LIST, YAML_MAP } YamlKind;

typedef struct YamlNode {
    YamlKind kind;
    Slice key;                    /* of a member of a mapping; empty otherwise */
    Slice text;                   /* of a scalar */
    bool is_plain;                /* a scalar without quotes */
    int line;                     /* from 1; of a member: where its key stands */
    int column;                   /* from 1, in characters */
    const struct YamlNode *first; /* child; NULL if there is none */
    const struct YamlNode *next;  /* sibling */
} YamlNode;

/* Reads a text. On failure NULL, and `error` names "NAME:LINE:COLUMN" and what is wrong. An empty text gives an empty
   mapping. Free with yaml_tree_free. */
YamlTree *yaml_tree_parse(Slice text, const char *name, Error *error);
void yaml_tree_free(YamlTree *yaml);

/* The outermost node; owned by the tree, as all others. */
const YamlNode *yaml_tree_root(const YamlTree *yaml);

/* The member with this key; NULL if there is none or `node` is no mapping (or NULL). */
const YamlNode *yaml_node_member(const YamlNode *node, const char *key);

/* True for a plain true, false, yes, no, on, off; `value` is set. */
bool yaml_node_flag(const YamlNode *node, bool *value);

#endif
