/*
 * Names: resources, series and instances by name, as a reader speaks of them.
 *
 *     Observation 9 · Heart rate         the ninth Observation of a Bundle; no number where it is the only one
 *     series 3 · CT Topogram             by the DICOM number; "series [2]" by its position where no number is stated
 *     line 7 · study-07 · MG Breast      a line of NDJSON, with the id of its resource
 *
 * A place is told from the innermost named value on: "series 3 · CT Topogram › uid". An entry of a Bundle and the
 * resource in it have one name. The numbers of the entries are counted once and follow patches.
 */
#ifndef IPSE_OUTLINE_NAMES_H
#define IPSE_OUTLINE_NAMES_H

#include "src/json/document.h"

typedef struct Names Names;

/* Names of the values of a document, which is borrowed and must outlive them. Free with names_free. */
Names *names_new(const Document *document);
void names_free(Names *names);

/* Follows a splice. */
void names_patch(Names *names, const Patch *patch);

/* The named value that holds a node or is it, but for the root: an entry of a Bundle with a resource, a contained
   resource, a line, a series, an instance. NODE_NONE if there is none. */
NodeId names_holder(const Document *document, NodeId id);

/* The resource of an entry of a Bundle; the node itself for any other. */
NodeId names_resource(const Document *document, NodeId id);

/* The type of a resource as it is written; empty where it is none. Types have no escapes worth resolving. */
Slice names_type(const Document *document, NodeId id);

/* Appends the name without the title ("Observation 9", "series 3", "line 7"); false, with nothing appended, where a
 * value has none. */
bool names_append_label(Names *names, NodeId id, Text *text);

/* Appends the whole name. Nothing where a value has none. */
void names_append(Names *names, NodeId id, Text *text);

/* Appends the whole name of a part of a study, with what it is a part of where that must be said: "series 2 › instance
   3 · CT Image Storage", "line 2 · study-02 › series 1 · MR Brain", "ImagingStudy 2 › series 1 · CT Topogram"; else as
   names_append. */
void names_append_place(Names *names, NodeId id, Text *text);

/* What a reference that stands at a node refers to in the document: the entry with that fullUrl, or with the type and
   the id; a contained resource. NODE_NONE if there is none. */
NodeId names_resolve(Names *names, NodeId from, Slice reference);

/* Appends the path of a node within the named value that holds it ("code.coding[0]"), or within the document where none
   does; empty for the named value itself. `absent` non-empty: of the member of that name, which it has not got. */
void names_append_rest(const Document *document, NodeId id, Slice absent, Text *text);

/* Appends all names that lead to a node from outside to inside, with the titles of resources and of the innermost in at
   most NAMES_TITLE_MAXIMUM bytes, and the rest of the path, parted by " › ". Of the root alone its path; nothing of the
   root of NDJSON. */
enum { NAMES_TITLE_MAXIMUM = 24 };
void names_append_trail(Names *names, NodeId id, Slice absent, Text *text);

#endif
