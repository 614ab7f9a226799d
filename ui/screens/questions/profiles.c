/* Profiles side by side: which ones, for the file that is shown. The panes draw what they say. */
#include "src/base/ascii.h"
#include "src/outline/studies.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/cursor.h"

#include <stdlib.h>

enum { LEAST = 2 };

/* The type that profiles are about: that of the file's only resource, else ImagingStudy. */
static Slice type_of(const OpenFile *file, Text *scratch)
{
    NodeId type = document_member(file->document, 0, SLICE("resourceType"));
    Slice name = type == NODE_NONE ? SLICE("") : document_string(file->document, type, scratch);
    return name.length == 0 || slice_equals(name, SLICE("Bundle")) ? SLICE("ImagingStudy") : name;
}

/* Takes the first word off a text. */
static Slice take_word(Slice *words)
{
    size_t end = 0;
    while (end < words->length && !ascii_is_json_white(words->bytes[end])) {
        end++;
    }
    Slice word = slice_part(*words, 0, end);
    *words = slice_trim(slice_part(*words, end, SIZE_MAX));
    return word;
}

static bool has_side(const Sides *sides, const Structure *profile)
{
    bool is_found = false;
    for (uint32_t i = 0; i < sides->count && !is_found; i++) {
        is_found = sides->items[i].profile == profile;
    }
    return is_found;
}

/* Adds the profiles that words name; false with a message where one of them is not known or is named twice, or there
 * are too many. */
static bool add_named(Workbench *bench, Slice words, Slice type, Sides *sides)
{
    while (words.length > 0) {
        Slice word = take_word(&words);
        const Structure *profile = sides_find(bench->session->rules, word, type);
        if (!profile) {
            messages_add(bench->messages, STYLE_ISSUE_ERROR,
                         "Unknown profile '%.*s'. Load the definition with --package", SLICE_ARGS(word));
            return false;
        }
        if (has_side(sides, profile)) {
            messages_add(bench->messages, STYLE_ISSUE_ERROR, "Profile '%.*s' is named twice", SLICE_ARGS(word));
            return false;
        }
        if (!sides_add(sides, bench->session->rules, profile, bench->session->clock)) {
            messages_add(bench->messages, STYLE_ISSUE_ERROR, "At most %d profiles side by side", SIDES_MAXIMUM);
            return false;
        }
    }
    return true;
}

static void add_if_new(Workbench *bench, const Structure *profile, Sides *sides)
{
    if (profile && !has_side(sides, profile)) {
        sides_add(sides, bench->session->rules, profile, bench->session->clock);
    }
}

/* Adds the base definition of a type, the profile of the IPS, and the profiles of loaded packages, as many as there is
 * room for. */
static void add_usual(Workbench *bench, Slice type, Sides *sides)
{
    const Rules *rules = bench->session->rules;
    add_if_new(bench, sides_find(rules, SLICE("base"), type), sides);
    add_if_new(bench, sides_find(rules, SLICE("ips"), type), sides);
    for (uint32_t i = rules_structure_count(rules); i-- > 0 && sides->count < SIDES_MAXIMUM;) {
        const Structure *structure = rules_structure_at(rules, i);
        if (structure_is_profile(structure) && slice_equals(structure_type(structure), type)) {
            add_if_new(bench, structure, sides);
        }
    }
}

static void end_sides(Workbench *bench, OpenFile *file)
{
    if (file->sides) {
        sides_free(file->sides);
        free(file->sides);
    }
    file->sides = NULL;
    bench->is_rule_old = true;
}

static Reaction choose_profiles(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    if (call->is_forced || (file->sides && call->argument.length == 0)) {
        messages_add(bench->messages, STYLE_PLAIN, file->sides ? "One profile again" : "No profiles side by side");
        end_sides(bench, file);
        return REACT_REDRAW;
    }
    Sides *sides = memory_allocate_zeroed(1, sizeof *sides);
    Text scratch = TEXT_EMPTY;
    Slice type = type_of(file, &scratch);
    bool is_done = true;
    if (call->argument.length) {
        is_done = add_named(bench, slice_trim(call->argument), type, sides);
    } else {
        add_usual(bench, type, sides);
    }
    if (is_done && sides->count < LEAST) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING,
                     call->argument.length ? "Name two profiles or more"
                                           : "Only one profile of '%.*s' is known. Load another with --package",
                     SLICE_ARGS(type));
        is_done = false;
    }
    text_free(&scratch);
    if (is_done) {
        end_sides(bench, file);
        file->sides = sides;
        sides_refresh(sides, file->document);
        messages_add(bench->messages, STYLE_PLAIN, "%u profiles side by side. Differences: rule pane", sides->count);
    } else {
        sides_free(sides);
        free(sides);
    }
    return REACT_REDRAW;
}

/* What may stand as the last word: the names of profiles that are not there yet. After the first another one follows.
 */
static void offer_profiles(void *context, Slice typed, Candidates *candidates)
{
    Workbench *bench = context;
    const Rules *rules = bench->session->rules;
    Text scratch = TEXT_EMPTY, line = TEXT_EMPTY;
    Slice type = type_of(bench_file(bench), &scratch);
    size_t start = typed.length;
    while (start > 0 && typed.bytes[start - 1] != ' ') {
        start--;
    }
    Sides before = {0};
    for (Slice words = slice_trim(slice_part(typed, 0, start)); words.length > 0;) {
        const Structure *profile = sides_find(rules, take_word(&words), type);
        bool is_new = profile && !has_side(&before, profile) && before.count < SIDES_MAXIMUM;
        before.items[before.count].profile = is_new ? profile : before.items[before.count].profile;
        before.count += is_new;
    }
    candidates->start = start;
    for (uint32_t i = 0; i < rules_structure_count(rules) + 2; i++) {
        Slice word = i == 0 ? SLICE("base") : i == 1 ? SLICE("ips") : sides_word(rules_structure_at(rules, i - 2));
        const Structure *profile = i < 2 ? sides_find(rules, word, type) : rules_structure_at(rules, i - 2);
        bool is_other = profile && slice_equals(structure_type(profile), type) && !has_side(&before, profile) &&
                        (i < 2 || (profile != sides_find(rules, SLICE("base"), type) &&
                                   profile != sides_find(rules, SLICE("ips"), type)));
        if (is_other) {
            text_clear(&line);
            text_format(&line, "%.*s%.*s%s", (int)start, typed.bytes, SLICE_ARGS(word), before.count == 0 ? " " : "");
            candidates_add(candidates, (Candidate){.text = text_slice(&line),
                                                   .shown = word,
                                                   .note = structure_title(profile),
                                                   .is_partial = before.count == 0});
        }
    }
    text_free(&line);
    text_free(&scratch);
}

static const Action rows[] = {
    {.name = "profiles",
     .help = "Show the file by several profiles at once, or by one again",
     .keys = "zT",
     .argument = "PROFILE…",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = choose_profiles,
     .offers = offer_profiles},
};

const ActionRows profiles_actions = ACTION_ROWS(rows);
