/* IntoSummary: the entries first, which are last in the document; then the section. */
#include "src/archive/into_summary.h"

#include "src/archive/archive_words.h"
#include "src/archive/compare.h"
#include "src/archive/joined_study.h"
#include "src/archive/new_study.h"
#include "src/archive/take.h"
#include "src/base/sha1.h"
#include "src/base/systems.h"
#include "src/outline/names.h"

#include <stdlib.h>

#define RESULTS_CODE "30954-2"

/* A study on its way into a document. */
typedef struct Joining {
    Checker *checker;
    Document *document;
    JoinedStudy study;
    Text patient;       /* what refers to the patient */
    char study_url[64]; /* urn:uuid:… */
    char report_url[64];
    Error *error;
} Joining;

/* A UUID that follows from a UID (RFC 9562, section 5.5: version 5, in the namespace of OIDs), for a purpose. */
static void make_url(Slice uid, const char *purpose, char url[64])
{
    static const char space[] = "\x6b\xa7\xb8\x12\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8";
    unsigned char digest[SHA1_LENGTH];
    Text name = TEXT_EMPTY;
    text_append(&name, slice_make(space, sizeof space - 1));
    text_append(&name, uid);
    text_append(&name, slice_from(purpose));
    sha1(text_slice(&name), digest);
    text_free(&name);
    digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50);
    digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80);
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE(SCHEME_UUID));
    for (int i = 0; i < 16; i++) {
        text_format(&text, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", digest[i]);
    }
    memcpy(url, text.bytes, text.length + 1);
    text_free(&text);
}

static NodeId member(const Joining *joining, NodeId holder, const char *name)
{
    return holder == NODE_NONE ? NODE_NONE : document_member(joining->document, holder, slice_from(name));
}

static bool says(const Joining *joining, NodeId holder, const char *name, Slice text)
{
    NodeId node = member(joining, holder, name);
    return node != NODE_NONE && document_string_equals(joining->document, node, text);
}

/* The Composition: the resource of the first entry. */
static NodeId composition(const Joining *joining)
{
    NodeId entries = member(joining, 0, "entry");
    NodeId first = entries == NODE_NONE ? NODE_NONE : document_item(joining->document, entries);
    NodeId resource = member(joining, first, "resource");
    return says(joining, resource, "resourceType", SLICE("Composition")) ? resource : NODE_NONE;
}

/* Finds what refers to the patient: the fullUrl of its entry, else the reference as the Composition has it. */
static void find_patient(Joining *joining, NodeId root)
{
    NodeId reference = member(joining, member(joining, root, "subject"), "reference");
    if (reference == NODE_NONE) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    Names *names = names_new(joining->document);
    Slice text = document_string(joining->document, reference, &scratch);
    NodeId entry = names_resolve(names, reference, text);
    NodeId url = member(joining, entry, "fullUrl");
    text_append(&joining->patient, url != NODE_NONE ? document_string(joining->document, url, &scratch) : text);
    names_free(names);
    text_free(&scratch);
}

/* ---- entries ---- */

/* The report says when the images were made, or that nobody knows. */
static void append_effective(const Joining *joining, Text *json)
{
    if (joining->study.moment.length > 0) {
        text_append_byte(json, ',');
        text_append(json, SLICE("\"effectiveDateTime\":"));
        splice_quote(text_slice(&joining->study.moment), json);
    } else {
        text_append(json, SLICE(",\"_effectiveDateTime\":{\"extension\":[{\"url\":\"" FHIR_STRUCTURES
                                "data-absent-reason\",\"valueCode\":\"unknown\"}]}"));
    }
}

/* The narrative: the title, and how many series and instances there are. */
static void append_text(const Joining *joining, Text *json)
{
    Text html = TEXT_EMPTY;
    text_append(&html, SLICE("<div xmlns=\"" XHTML_NAMESPACE "\"><p>"));
    text_append(&html, text_slice(&joining->study.title));
    text_append(&html, text_slice(&joining->study.counts));
    text_append(&html, SLICE("</p></div>"));
    text_append(json, SLICE(",\"text\":{\"status\":\"generated\""));
    archive_append_member("div", text_slice(&html), json);
    text_append_byte(json, '}');
    text_free(&html);
}

static void append_report(const Joining *joining, Text *json)
{
    text_append(json, SLICE("{\"resourceType\":\"DiagnosticReport\""));
    append_text(joining, json);
    text_append(json, SLICE(",\"status\":\"partial\",\"category\":[{\"coding\":"
                            "[{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0074\",\"code\":\"RAD\","
                            "\"display\":\"Radiology\"}]}],\"code\":{\"coding\":[{\"system\":\"" SYSTEM_LOINC
                            "\",\"code\":\"18748-4\",\"display\":\"Diagnostic imaging study\"}]"));
    Slice description = text_slice(&joining->study.description);
    archive_append_member("text", description.length > 0 ? description : SLICE("Imaging study"), json);
    text_append(json, SLICE("},\"subject\":{"));
    archive_append_member("reference", text_slice(&joining->patient), json);
    text_append_byte(json, '}');
    append_effective(joining, json);
    text_append(json, SLICE(",\"imagingStudy\":[{"));
    archive_append_member("reference", slice_from(joining->study_url), json);
    text_append(json, SLICE("}]}"));
}

static bool add_entries(const Joining *joining)
{
    Text json = TEXT_EMPTY;
    text_append(&json, SLICE("[{"));
    archive_append_member("fullUrl", slice_from(joining->report_url), &json);
    text_append(&json, SLICE(",\"resource\":"));
    append_report(joining, &json);
    text_append(&json, SLICE("},{"));
    archive_append_member("fullUrl", slice_from(joining->study_url), &json);
    text_append(&json, SLICE(",\"resource\":"));
    text_append(&json, text_slice(&joining->study.resource));
    text_append(&json, SLICE("}]"));
    ArchiveFix fix = {ARCHIVE_APPEND, member(joining, 0, "entry"), SLICE("entry"), text_slice(&json), SLICE("")};
    bool is_added = archive_take(joining->checker, joining->document, &fix, joining->error);
    text_free(&json);
    return is_added;
}

/* ---- the section ---- */

static void append_reference(const Joining *joining, Text *json)
{
    text_append(json, SLICE("[{"));
    archive_append_member("reference", slice_from(joining->report_url), json);
    text_append(json, SLICE("}]"));
}

/* The section with the code of results; NODE_NONE if there is none. */
static NodeId find_section(const Joining *joining, NodeId sections)
{
    const Document *document = joining->document;
    for (NodeId section = sections == NODE_NONE ? NODE_NONE : document_item(document, sections); section != NODE_NONE;
         section = document_item_after(document, sections, section)) {
        NodeId codings = member(joining, member(joining, section, "code"), "coding");
        for (NodeId coding = codings == NODE_NONE ? NODE_NONE : document_item(document, codings); coding != NODE_NONE;
             coding = document_item_after(document, codings, coding)) {
            if (says(joining, coding, "code", SLICE(RESULTS_CODE))) {
                return section;
            }
        }
    }
    return NODE_NONE;
}

static bool add_section(const Joining *joining, NodeId root)
{
    Text json = TEXT_EMPTY, html = TEXT_EMPTY;
    text_append(&html, SLICE("<div xmlns=\"" XHTML_NAMESPACE "\">"));
    text_append(&html, SLICE("<p>"));
    text_append(&html, text_slice(&joining->study.title));
    text_append(&html, SLICE("</p></div>"));
    text_append(&json, SLICE("[{\"title\":\"Results\",\"code\":{\"coding\":[{\"system\":\"" SYSTEM_LOINC
                             "\",\"code\":\"" RESULTS_CODE
                             "\",\"display\":\"Relevant diagnostic tests/laboratory data note\"}]},\"text\":"
                             "{\"status\":\"generated\""));
    archive_append_member("div", text_slice(&html), &json);
    text_append(&json, SLICE("},\"entry\":"));
    append_reference(joining, &json);
    text_append(&json, SLICE("}]"));
    ArchiveFix fix = {ARCHIVE_ADD, root, SLICE("section"), text_slice(&json), SLICE("")};
    bool is_added = archive_take(joining->checker, joining->document, &fix, joining->error);
    text_free(&json);
    text_free(&html);
    return is_added;
}

/* Names the study at the end of a narrative. */
static bool add_to_narrative(const Joining *joining, NodeId section)
{
    NodeId div = member(joining, member(joining, section, "text"), "div");
    Text html = TEXT_EMPTY, json = TEXT_EMPTY;
    Slice text = div == NODE_NONE ? SLICE("") : document_string(joining->document, div, &html);
    Slice end = SLICE("</div>");
    bool is_added = true;
    if (slice_ends_with(text, end)) {
        Text longer = TEXT_EMPTY;
        text_append(&longer, slice_part(text, 0, text.length - end.length));
        text_append(&longer, SLICE("<p>"));
        text_append(&longer, text_slice(&joining->study.title));
        text_append(&longer, SLICE("</p></div>"));
        splice_quote(text_slice(&longer), &json);
        ArchiveFix fix = {ARCHIVE_SET, div, SLICE(""), text_slice(&json), SLICE("")};
        is_added = archive_take(joining->checker, joining->document, &fix, joining->error);
        text_free(&longer);
    }
    text_free(&html);
    text_free(&json);
    return is_added;
}

static bool add_to_section(const Joining *joining, NodeId root)
{
    NodeId section = find_section(joining, member(joining, root, "section"));
    if (section == NODE_NONE) {
        return add_section(joining, root);
    }
    Text json = TEXT_EMPTY;
    append_reference(joining, &json);
    ArchiveFix fix = {ARCHIVE_ADD, section, SLICE("entry"), text_slice(&json), SLICE("")};
    bool is_added = archive_take(joining->checker, joining->document, &fix, joining->error) &&
                    add_to_narrative(joining, find_section(joining, member(joining, composition(joining), "section")));
    text_free(&json);
    return is_added;
}

/* ---- the whole ---- */

/* Reports if the images are those of another patient. */
static void append_patient(const Joining *joining, const ImageStudy *study, Text *lines)
{
    ImageSet set = {.count = 1};
    ImageStudy copy = *study;
    set.studies = &copy;
    ArchiveComparison comparison = {0};
    archive_compare(joining->document, &set, &comparison, NULL);
    for (size_t i = 0; i < comparison.count; i++) {
        const Issue *issue = &comparison.findings[i].issue;
        if (issue->id == KEY_ARCHIVE_PATIENT) {
            text_append(lines, issue->message);
            text_append_byte(lines, '\n');
        }
    }
    archive_comparison_free(&comparison);
}

/* Looks at the patient after the study was added; false with a sentence where it is another one, and that is not
 * wanted. */
static bool check_patient(const Joining *joining, const ImageStudy *study, bool takes_other_patients, Text *lines)
{
    Text found = TEXT_EMPTY;
    append_patient(joining, study, &found);
    bool is_other = found.length > 0 && !takes_other_patients;
    if (is_other) {
        Slice line = slice_part(text_slice(&found), 0, slice_find(text_slice(&found), SLICE("\n"), 0));
        error_set(joining->error, ERROR_NOT_POSSIBLE, document_name(joining->document),
                  "nothing is added without --other-patient: %.*s", SLICE_ARGS(line));
    } else {
        text_append(lines, text_slice(&found));
    }
    text_free(&found);
    return !is_other;
}

/* True where the document has the study already. */
static bool has_study(const Joining *joining)
{
    Text uid = TEXT_EMPTY;
    bool is_found = false, is_known = joining->study.uid.length > 0;
    text_format(&uid, SCHEME_OID "%.*s", SLICE_ARGS(text_slice(&joining->study.uid)));
    for (NodeId node = 0; is_known && node < document_count(joining->document) && !is_found; node++) {
        is_found = document_key_equals(joining->document, node, SLICE("value")) &&
                   document_string_equals(joining->document, node, text_slice(&uid));
    }
    text_free(&uid);
    return is_found;
}

/* Finds the patient of the summary. */
static bool begin(Joining *joining)
{
    NodeId root = composition(joining);
    if (root == NODE_NONE) {
        return error_set(joining->error, ERROR_FORMAT, document_name(joining->document),
                         "not a summary: the first entry is not a Composition");
    }
    find_patient(joining, root);
    return true;
}

/* Adds the study. A UID, or else the whole study, gives the UUIDs. */
static bool join(Joining *joining)
{
    const JoinedStudy *study = &joining->study;
    Slice seed = text_slice(study->uid.length > 0 ? &study->uid : &study->resource);
    if (has_study(joining)) {
        return error_set(joining->error, ERROR_NOT_POSSIBLE, document_name(joining->document),
                         "the summary already has study %.*s", SLICE_ARGS(text_slice(&study->uid)));
    }
    make_url(seed, "", joining->study_url);
    make_url(seed, " report", joining->report_url);
    return add_entries(joining) && add_to_section(joining, composition(joining));
}

static void end(Joining *joining)
{
    joined_study_free(&joining->study);
    text_free(&joining->patient);
}

bool into_summary_add(Checker *checker, Document *document, const ImageStudy *study, bool takes_other_patients,
                      Text *lines, Error *error)
{
    Joining joining = {.checker = checker, .document = document, .error = error};
    bool is_added = begin(&joining);
    if (is_added) {
        joined_study_of_images(study, text_slice(&joining.patient), &joining.study);
        is_added = join(&joining) && check_patient(&joining, study, takes_other_patients, lines);
    }
    if (is_added) {
        new_study_append_remarks(study, lines);
    }
    end(&joining);
    return is_added;
}

/* Tells that the patient is another resource now. */
static void append_subject(const Document *study, Slice patient, Text *lines)
{
    Text scratch = TEXT_EMPTY;
    NodeId subject = document_member(study, 0, SLICE("subject"));
    NodeId reference = subject == NODE_NONE ? NODE_NONE : document_member(study, subject, SLICE("reference"));
    Slice before = reference == NODE_NONE ? SLICE("") : document_string(study, reference, &scratch);
    if (before.length > 0 && !slice_equals(before, patient)) {
        text_format(lines, "%s: the patient, %.*s, is now that of the summary; check that it is the same one\n",
                    document_name(study), SLICE_ARGS(before));
    }
    text_free(&scratch);
}

bool into_summary_add_study(Checker *checker, Document *document, const Document *study, Text *lines, Error *error)
{
    Joining joining = {.checker = checker, .document = document, .error = error};
    bool is_added = begin(&joining) &&
                    joined_study_of_document(study, text_slice(&joining.patient), &joining.study, error) &&
                    join(&joining);
    if (is_added) {
        append_subject(study, text_slice(&joining.patient), lines);
    }
    end(&joining);
    return is_added;
}
