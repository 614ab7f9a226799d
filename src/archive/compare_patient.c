/*
 * Compare: the patient.
 *
 * What the subject refers to in the document is compared by name, birth date, gender and identifier; else what the
 * subject says itself: an identifier and a display. Two details that differ are another patient: one finding at the
 * subject, and nothing is taken over. One is a finding at its place.
 */
#include "src/archive/compare_private.h"

#include "src/archive/archive_moment.h"
#include "src/archive/archive_words.h"
#include "src/base/unicode/unicode_fold.h"

/* A detail that differs. */
typedef struct PatientDetail {
    NodeId holder;
    const char *member;
    const char *words;
    Slice here;
    Slice there;
    bool is_taken; /* the archive's value can be taken over as it is */
} PatientDetail;

typedef struct PatientDetails {
    PatientDetail items[4];
    size_t count;
} PatientDetails;

/* Equal but for case, and how letters with marks are composed. */
static bool is_same_text(Slice a, Slice b)
{
    return slice_equals(a, b) || (a.length > 0 && b.length > 0 && fold_match(a, 0, b, true) == a.length);
}

static void add_detail(PatientDetails *details, PatientDetail detail)
{
    details->items[details->count++] = detail;
}

/* The Patient that the subject refers to; NODE_NONE where it is not in the document. */
static NodeId find_patient(const Comparing *comparing, NodeId subject)
{
    Slice reference = comparing_text(comparing, subject, "reference");
    return reference.length > 0 ? names_resolve(comparing->names, subject, reference) : NODE_NONE;
}

/* True where some name of the patient has this family name, and this given name where both say one. */
static bool has_name(const Comparing *comparing, NodeId names, PersonName there)
{
    const Document *document = comparing->document;
    for (NodeId name = document_item(document, names); name != NODE_NONE;
         name = document_item_after(document, names, name)) {
        NodeId given = comparing_member(comparing, name, "given");
        NodeId first = given == NODE_NONE ? NODE_NONE : document_item(document, given);
        Slice first_name = first == NODE_NONE ? SLICE("") : document_text(document, first, comparing->arena);
        Slice family = comparing_text(comparing, name, "family");
        bool is_given = first_name.length == 0 || there.given.length == 0 || is_same_text(first_name, there.given);
        if (family.length == 0 || (is_same_text(family, there.family) && is_given)) {
            return true;
        }
    }
    return false;
}

static void compare_name(const Comparing *comparing, NodeId patient, PatientDetails *details)
{
    Slice there = comparing->there->image.values[IMAGE_PATIENT_NAME];
    NodeId names = comparing_member(comparing, patient, "name");
    PersonName person = archive_person(there);
    if (names == NODE_NONE || person.family.length == 0 || has_name(comparing, names, person)) {
        return;
    }
    NodeId first = document_item(comparing->document, names);
    Text shown = TEXT_EMPTY;
    archive_append_person(there, &shown);
    add_detail(details, (PatientDetail){.holder = patient,
                                        .member = "name",
                                        .words = "Name",
                                        .here = comparing_text(comparing, first, "family"),
                                        .there = text_take(&shown, comparing->arena)});
}

static void compare_birth(const Comparing *comparing, NodeId patient, PatientDetails *details)
{
    ArchiveMoment there, here;
    Slice written = comparing_text(comparing, patient, "birthDate");
    if (!archive_moment_read(comparing->there->image.values[IMAGE_PATIENT_BIRTH_DATE], SLICE(""), SLICE(""), &there) ||
        !archive_moment_read_fhir(written, &here) || archive_moment_compare(&here, &there) != MOMENTS_DIFFER) {
        return;
    }
    Text date = TEXT_EMPTY;
    archive_moment_append(&there, &date);
    add_detail(details, (PatientDetail){.holder = patient,
                                        .member = "birthDate",
                                        .words = "Birth date",
                                        .here = written,
                                        .there = text_take(&date, comparing->arena),
                                        .is_taken = true});
}

static void compare_gender(const Comparing *comparing, NodeId patient, PatientDetails *details)
{
    Slice there = archive_gender(comparing->there->image.values[IMAGE_PATIENT_SEX]);
    Slice here = comparing_text(comparing, patient, "gender");
    if (there.length > 0 && here.length > 0 && !slice_equals(here, SLICE("unknown")) && !slice_equals(here, there)) {
        add_detail(details, (PatientDetail){.holder = patient,
                                            .member = "gender",
                                            .words = "Gender",
                                            .here = here,
                                            .there = there,
                                            .is_taken = true});
    }
}

/* What the subject itself says: its identifier is the Patient ID, its display the name. */
static void compare_subject(const Comparing *comparing, NodeId subject, PatientDetails *details)
{
    const Image *there = &comparing->there->image;
    NodeId identifier = comparing_member(comparing, subject, "identifier");
    Slice id = comparing_text(comparing, identifier, "value"), display = comparing_text(comparing, subject, "display");
    if (id.length > 0 && there->values[IMAGE_PATIENT_ID].length > 0 &&
        !slice_equals(id, there->values[IMAGE_PATIENT_ID])) {
        add_detail(details, (PatientDetail){.holder = identifier,
                                            .member = "value",
                                            .words = "Patient ID",
                                            .here = id,
                                            .there = there->values[IMAGE_PATIENT_ID],
                                            .is_taken = true});
    }
    Text name = TEXT_EMPTY;
    archive_append_person(there->values[IMAGE_PATIENT_NAME], &name);
    Slice family = archive_person(there->values[IMAGE_PATIENT_NAME]).family;
    bool has_family = false;
    for (size_t i = 0; i < display.length && !has_family; i++) {
        has_family = fold_match(display, i, family, true) != SIZE_MAX;
    }
    if (display.length > 0 && family.length > 0 && !has_family) {
        add_detail(details, (PatientDetail){.holder = subject,
                                            .member = "display",
                                            .words = "Name of the patient",
                                            .here = display,
                                            .there = arena_copy(comparing->arena, text_slice(&name)),
                                            .is_taken = true});
    }
    text_free(&name);
}

/* Several details: another patient. */
static void report_other_patient(Comparing *comparing, NodeId subject, const PatientDetails *details)
{
    Text words = TEXT_EMPTY;
    for (size_t i = 0; i < details->count; i++) {
        const PatientDetail *detail = &details->items[i];
        text_format(&words, "%s%s '" SHOWN "' (archive: '" SHOWN "')", i > 0 ? ", " : "", detail->words,
                    SHOWN_ARGS(shown_value(detail->here)), SHOWN_ARGS(shown_value(detail->there)));
    }
    comparing_add(comparing, KEY_ARCHIVE_PATIENT, CASE_NONE, subject, NULL, "Another patient than in the archive: %s.",
                  words.bytes);
    text_free(&words);
}

void compare_patient(Comparing *comparing)
{
    PatientDetails details = {0};
    NodeId subject = comparing_member(comparing, comparing->study, "subject");
    if (subject == NODE_NONE) {
        return;
    }
    NodeId patient = find_patient(comparing, subject);
    if (patient != NODE_NONE) {
        patient = names_resource(comparing->document, patient);
        compare_name(comparing, patient, &details);
        compare_birth(comparing, patient, &details);
        compare_gender(comparing, patient, &details);
    } else {
        compare_subject(comparing, subject, &details);
    }
    if (details.count > 1) {
        report_other_patient(comparing, subject, &details);
    } else if (details.count == 1) {
        const PatientDetail *detail = &details.items[0];
        comparing_value(comparing, &(ComparedValue){.key = KEY_ARCHIVE_PATIENT,
                                                    .in_case = CASE_PATIENT_PART,
                                                    .holder = detail->holder,
                                                    .member = detail->member,
                                                    .words = detail->words,
                                                    .here = detail->here.length > 0 ? detail->here : SLICE("?"),
                                                    .there = detail->there});
        comparing->result->findings[comparing->result->count - 1].fix.action =
            detail->is_taken ? ARCHIVE_SET : ARCHIVE_KEEP;
    }
}
