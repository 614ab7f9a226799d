/* Joined study: texts, of images or of the members of a resource. */
#include "src/archive/joined_study.h"

#include "src/archive/archive_moment.h"
#include "src/archive/new_study.h"
#include "src/base/systems.h"
#include "src/json/splice.h"

void joined_study_free(JoinedStudy *joined)
{
    text_free(&joined->uid);
    text_free(&joined->description);
    text_free(&joined->title);
    text_free(&joined->counts);
    text_free(&joined->moment);
    text_free(&joined->resource);
}

void joined_study_of_images(const ImageStudy *study, Slice patient, JoinedStudy *joined)
{
    ArchiveMoment moment;
    const Slice *values = study->image.values;
    text_append(&joined->uid, values[IMAGE_STUDY_UID]);
    text_append(&joined->description, values[IMAGE_STUDY_DESCRIPTION]);
    new_study_append_title(study, &joined->title);
    new_study_append_counts(study->count, image_study_instances(study), &joined->counts);
    if (archive_moment_read(values[IMAGE_STUDY_DATE], values[IMAGE_STUDY_TIME], values[IMAGE_TIME_ZONE], &moment)) {
        archive_moment_append(&moment, &joined->moment);
    }
    new_study_append(study, patient, &joined->resource);
}

/* ---- of a resource ---- */

/* Appends a member that is a string; nothing where it is none. */
static void append_string(const Document *study, NodeId holder, const char *name, Text *text)
{
    Text scratch = TEXT_EMPTY;
    NodeId node = document_member(study, holder, slice_from(name));
    if (node != NODE_NONE && document_node(study, node)->kind == NODE_STRING) {
        text_append(text, document_string(study, node, &scratch));
    }
    text_free(&scratch);
}

/* Appends the UID of the identifier whose system is that of DICOM. */
static void append_uid(const Document *study, Text *uid)
{
    NodeId list = document_member(study, 0, SLICE("identifier"));
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(study, list);
         item != NODE_NONE && uid->length == 0; item = document_item_after(study, list, item)) {
        NodeId system = document_member(study, item, SLICE("system"));
        if (system != NODE_NONE && document_string_equals(study, system, SLICE("urn:dicom:uid"))) {
            Text value = TEXT_EMPTY;
            append_string(study, item, "value", &value);
            text_append(uid, slice_without_prefix(text_slice(&value), SLICE(SCHEME_OID)));
            text_free(&value);
        }
    }
}

static size_t count_items(const Document *study, NodeId holder, const char *name)
{
    size_t count = 0;
    NodeId list = document_member(study, holder, slice_from(name));
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(study, list); item != NODE_NONE;
         item = document_item_after(study, list, item)) {
        count++;
    }
    return count;
}

/* Appends a member that follows others; its name and its value as they are written. */
static void append_member(const Document *study, NodeId member, bool is_first, Text *json)
{
    text_append(json, is_first ? SLICE("\"") : SLICE(",\""));
    text_append(json, document_raw_key(study, member));
    text_append(json, SLICE("\":"));
    text_append(json, document_raw(study, member));
}

/* Appends `subject`, whose reference is that of the patient; the rest of it stays. */
static void append_subject(const Document *study, NodeId subject, bool is_first, Slice patient, Text *json)
{
    text_append(json, is_first ? SLICE("") : SLICE(","));
    text_append(json, SLICE("\"subject\":{\"reference\":"));
    splice_quote(patient, json);
    for (NodeId member = subject == NODE_NONE ? NODE_NONE : document_first_child(study, subject); member != NODE_NONE;
         member = document_next_sibling(study, member)) {
        if (!document_key_equals(study, member, SLICE("reference"))) {
            append_member(study, member, false, json);
        }
    }
    text_append_byte(json, '}');
}

static void append_resource(const Document *study, Slice patient, Text *json)
{
    NodeId subject = document_member(study, 0, SLICE("subject"));
    bool is_object = subject != NODE_NONE && document_node(study, subject)->kind == NODE_OBJECT;
    text_append_byte(json, '{');
    for (NodeId member = document_first_child(study, 0); member != NODE_NONE;
         member = document_next_sibling(study, member)) {
        bool is_first = member == document_first_child(study, 0);
        if (is_object && member == subject) {
            append_subject(study, subject, is_first, patient, json);
        } else if (member != subject) {
            append_member(study, member, is_first, json);
        }
    }
    if (!is_object) {
        append_subject(study, NODE_NONE, false, patient, json);
    }
    text_append_byte(json, '}');
}

bool joined_study_of_document(const Document *study, Slice patient, JoinedStudy *joined, Error *error)
{
    enum { DATE_LENGTH = 10 };
    NodeId type = document_member(study, 0, SLICE("resourceType"));
    if (document_fault_count(study) > 0 || type == NODE_NONE ||
        !document_string_equals(study, type, SLICE("ImagingStudy"))) {
        return error_set(error, ERROR_FORMAT, document_name(study), "not an ImagingStudy as valid JSON");
    }
    append_uid(study, &joined->uid);
    append_string(study, 0, "description", &joined->description);
    append_string(study, 0, "started", &joined->moment);
    new_study_append_heading(text_slice(&joined->description), slice_part(text_slice(&joined->moment), 0, DATE_LENGTH),
                             &joined->title);
    size_t instances = 0;
    NodeId list = document_member(study, 0, SLICE("series"));
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(study, list); item != NODE_NONE;
         item = document_item_after(study, list, item)) {
        instances += count_items(study, item, "instance");
    }
    new_study_append_counts(count_items(study, 0, "series"), instances, &joined->counts);
    append_resource(study, patient, &joined->resource);
    return true;
}
