/* New document: the texts, with what is fresh in each put in. */
#include "src/edit/new_document.h"

#include "src/base/fresh.h"
#include "src/profile/facts/text_table.h"

TEXT_TABLE(new_study, "src/edit/new/study.json");
TEXT_TABLE(new_summary, "src/edit/new/ips.json");

enum { NAMES_MAXIMUM = 16 };

static const char *const study_asks[] = {"ImagingStudy.subject.reference", NULL};
static const char *const summary_asks[] = {"Bundle.entry[1].resource.name[0].family", NULL};

static const NewDocument documents[] = {{"study", "imaging study", "study", study_asks},
                                        {"ips", "patient summary", "summary", summary_asks}};

enum { DOCUMENT_COUNT = sizeof documents / sizeof *documents };

/* What was made for the names so far. */
typedef struct Fresh {
    Clock clock;
    Slice names[NAMES_MAXIMUM];
    Text values[NAMES_MAXIMUM];
    size_t count;
} Fresh;

const NewDocument *new_document_at(size_t position)
{
    return position < DOCUMENT_COUNT ? &documents[position] : NULL;
}

const NewDocument *new_document_find(Slice name)
{
    const NewDocument *found = NULL;
    for (size_t i = 0; i < DOCUMENT_COUNT; i++) {
        found = slice_equals_ignoring_case(name, slice_from(documents[i].name)) ? &documents[i] : found;
    }
    return found;
}

/* What stands for `{KIND:NAME}`. */
static Slice fresh_value(Fresh *fresh, Slice name)
{
    for (size_t i = 0; i < fresh->count; i++) {
        if (slice_equals(fresh->names[i], name)) {
            return text_slice(&fresh->values[i]);
        }
    }
    Text *value = &fresh->values[fresh->count];
    fresh->names[fresh->count++] = name;
    if (slice_starts_with(name, SLICE("uid:"))) {
        fresh_append_uid(fresh->clock, value);
    } else if (slice_starts_with(name, SLICE("uuid:"))) {
        fresh_append_uuid(fresh->clock, value);
    } else {
        fresh_append_now(fresh->clock, false, value);
    }
    return text_slice(value);
}

/* The length of a name in braces at the start of a text; 0: it is a brace of JSON. */
static size_t name_length(Slice text)
{
    size_t length = 0;
    while (length < text.length &&
           ((text.bytes[length] >= 'a' && text.bytes[length] <= 'z') || text.bytes[length] == ':')) {
        length++;
    }
    return length < text.length && text.bytes[length] == '}' ? length : 0;
}

void new_document_append(const NewDocument *kind, Clock clock, Text *json)
{
    Slice text = kind == &documents[0] ? TEXT_TABLE_OF(new_study) : TEXT_TABLE_OF(new_summary);
    Fresh fresh = {.clock = clock};
    for (size_t i = 0; i < text.length; i++) {
        size_t length = text.bytes[i] == '{' ? name_length(slice_part(text, i + 1, text.length)) : 0;
        if (length > 0 && fresh.count < NAMES_MAXIMUM) {
            text_append(json, fresh_value(&fresh, slice_part(text, i + 1, length)));
            i += length + 1;
        } else {
            text_append_byte(json, text.bytes[i]);
        }
    }
    for (size_t i = 0; i < fresh.count; i++) {
        text_free(&fresh.values[i]);
    }
}
