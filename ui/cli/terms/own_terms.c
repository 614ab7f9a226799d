/* Code systems of a person's own files: what `ipse terms` does. */
#include "ui/cli/terms/own_terms.h"

#include "src/terms/term_store.h"
#include "ui/cli/output/exit_status.h"
#include "ui/cli/output/output.h"

/* What is listed, and whether a file could not be used. */
typedef struct Listing {
    Output output;
    size_t count;
    bool has_trouble;
    const Rules *included; /* what ipse knows without these files; NULL where nothing is added */
} Listing;

static bool count_concept(void *context, const Concept *concept)
{
    (void)concept;
    ++*(unsigned *)context;
    return true;
}

/* Reports that a code system takes the place of one that is compiled in with all of its codes. */
static void tell_replaced(const Listing *listing, const StoredSystem *system)
{
    const CodeSystem *included = listing->included ? rules_code_system(listing->included, system->url) : NULL;
    Concept concept;
    unsigned count = 0;
    if (included && code_system_find(included, SLICE("no code"), &concept) == MEMBERSHIP_NO) {
        code_system_visit(included, count_concept, &count);
    }
    if (count > 0) {
        Text url = TEXT_EMPTY, sentence = TEXT_EMPTY;
        text_append(&url, system->url);
        Slice version = code_system_version(included);
        text_format(&sentence, "replaces the code system in ipse (%s%.*s%s%u code%s)",
                    version.length > 0 ? "version " : "", SLICE_ARGS(version), version.length > 0 ? ", " : "", count,
                    count == 1 ? "" : "s");
        remark(url.bytes, sentence.bytes);
        text_free(&url);
        text_free(&sentence);
    }
}

/* "http://loinc.org 2.80: 104052 codes (LOINC)" */
static void print_system(void *context, const StoredSystem *system)
{
    Listing *listing = context;
    listing->count++;
    output_visible(&listing->output, system->url);
    if (system->version.length > 0) {
        output_text(&listing->output, SLICE(" "));
        output_visible(&listing->output, system->version);
    }
    output_format(&listing->output, ": %u code%s", system->count, system->count == 1 ? "" : "s");
    if (system->name.length > 0) {
        output_text(&listing->output, SLICE(" ("));
        output_visible(&listing->output, system->name);
        output_text(&listing->output, SLICE(")"));
    }
    if (system->repeated > 0) {
        output_format(&listing->output, ", %u listed again", system->repeated);
    }
    output_text(&listing->output, system->is_closed ? SLICE("\n") : SLICE(", not all of the system\n"));
    tell_replaced(listing, system);
}

static void print_fault(void *context, const Error *error)
{
    Listing *listing = context;
    listing->has_trouble = true;
    complain(error);
}

/* Adds the files one after the other; those that can be read are added also where others cannot. */
static bool add_files(const char *const *files, size_t count, Listing *listing)
{
    bool is_done = true;
    for (size_t i = 0; i < count; i++) {
        Error error;
        if (!term_store_add(files[i], print_system, listing, &error)) {
            complain(&error);
            is_done = false;
        }
    }
    return is_done;
}

static bool remove_systems(const char *const *urls, size_t count)
{
    bool is_done = true;
    for (size_t i = 0; i < count; i++) {
        Error error;
        if (!term_store_remove(slice_from(urls[i]), &error)) {
            complain(&error);
            is_done = false;
        }
    }
    return is_done;
}

int own_terms_run(const char *const *words, size_t count)
{
    Slice verb = count > 0 ? slice_from(words[0]) : SLICE("");
    Listing listing = {.count = 0};
    bool is_add = slice_equals(verb, SLICE("add")), is_remove = slice_equals(verb, SLICE("remove"));
    Rules *included = is_add ? rules_new() : NULL;
    listing.included = included;
    Error error;
    bool is_done = true;
    if (count == 0) {
        term_store_list(print_system, print_fault, &listing);
        is_done = !listing.has_trouble;
        if (is_done && listing.count == 0) {
            output_error(SLICE("no code systems were added; 'ipse terms add FILE' adds one\n"));
        }
    } else if ((is_add || is_remove) && count > 1) {
        is_done = is_add ? add_files(words + 1, count - 1, &listing) : remove_systems(words + 1, count - 1);
    } else {
        error_set(&error, ERROR_FORMAT, NULL, "usage: ipse terms [add FILE…|remove URL…]");
        complain(&error);
        is_done = false;
    }
    rules_free(included);
    return output_close(&listing.output, is_done ? EXIT_FINE : EXIT_TROUBLE);
}
