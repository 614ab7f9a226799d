/* StudyEndpoint: references to endpoints, and a contained one. */
#include "src/archive/study_endpoint.h"

#include "src/archive/archive_words.h"
#include "src/archive/take.h"
#include "src/base/systems.h"
#include "src/outline/names.h"

#define CONNECTION_TYPES "http://terminology.hl7.org/CodeSystem/endpoint-connection-type"

/* The string of a member; empty where it is none. In the arena or in the document. */
static Slice string_of(const Document *document, NodeId holder, const char *name, Arena *arena)
{
    NodeId node = holder == NODE_NONE ? NODE_NONE : document_member(document, holder, slice_from(name));
    bool is_string = node != NODE_NONE && document_node(document, node)->kind == NODE_STRING;
    return is_string ? document_text(document, node, arena) : SLICE("");
}

/* The address of the endpoint that a reference leads to; empty where it is no DICOMweb service, or not in the document.
 */
static Slice address_of(const Document *document, Names *names, NodeId reference, Arena *arena)
{
    Slice text = string_of(document, reference, "reference", arena);
    NodeId found = text.length > 0 ? names_resolve(names, reference, text) : NODE_NONE;
    if (found == NODE_NONE) {
        return SLICE("");
    }
    NodeId endpoint = names_resource(document, found);
    Slice code = string_of(document, document_member(document, endpoint, SLICE("connectionType")), "code", arena);
    bool is_web = slice_equals(code, SLICE("dicom-wado-rs")) || slice_equals(code, SLICE("dicom-qido-rs"));
    return is_web ? string_of(document, endpoint, "address", arena) : SLICE("");
}

Slice study_endpoint_address(const Document *document, NodeId study, Arena *arena)
{
    Slice address = SLICE("");
    Names *names = names_new(document);
    NodeId end = document_node(document, study)->end;
    for (NodeId node = study + 1; node < end && address.length == 0; node++) {
        NodeId holder = document_node(document, node)->parent;
        bool is_item = document_key_equals(document, holder, SLICE("endpoint"));
        address = is_item ? address_of(document, names, node, arena) : address;
    }
    names_free(names);
    return address;
}

/* An id that no contained resource of the study has: "archive", "archive-2". */
static Slice free_id(const Document *document, NodeId study, Arena *arena)
{
    NodeId list = document_member(document, study, SLICE("contained"));
    Slice id = SLICE("archive");
    bool is_taken = true;
    for (unsigned number = 2; is_taken; number++) {
        is_taken = false;
        for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(document, list); item != NODE_NONE;
             item = document_item_after(document, list, item)) {
            is_taken = is_taken || slice_equals(string_of(document, item, "id", arena), id);
        }
        id = is_taken ? arena_format(arena, "archive-%u", number) : id;
    }
    return id;
}

static void append_endpoint(Slice id, Slice address, Text *json)
{
    text_append(json, SLICE("[{\"resourceType\":\"Endpoint\""));
    archive_append_member("id", id, json);
    text_append(json, SLICE(",\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"" XHTML_NAMESPACE
                            "\\\"><p>Images by DICOMweb</p></div>\"},\"status\":\"active\",\"connectionType\":{"
                            "\"system\":\"" CONNECTION_TYPES
                            "\",\"code\":\"dicom-wado-rs\",\"display\":\"DICOM WADO-RS\"},\"payloadType\":["
                            "{\"text\":\"DICOM\"}]"));
    archive_append_member("address", address, json);
    text_append(json, SLICE("}]"));
}

bool study_endpoint_add(Checker *checker, Document *document, NodeId study, Slice address, Error *error)
{
    Arena *arena = arena_new();
    Text contained = TEXT_EMPTY, reference = TEXT_EMPTY;
    Slice id = arena_copy(arena, free_id(document, study, arena));
    append_endpoint(id, address, &contained);
    text_format(&reference, "[{\"reference\":\"#%.*s\"}]", SLICE_ARGS(id));
    ArchiveFix fixes[] = {{ARCHIVE_ADD, study, SLICE("endpoint"), text_slice(&reference), SLICE("")},
                          {ARCHIVE_ADD, study, SLICE("contained"), text_slice(&contained), SLICE("")}};
    bool is_added =
        archive_take(checker, document, &fixes[0], error) && archive_take(checker, document, &fixes[1], error);
    text_free(&contained);
    text_free(&reference);
    arena_free(arena);
    return is_added;
}
