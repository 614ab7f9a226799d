/* Choosing the profile that ImagingStudies are judged by. */
#include "src/side/sides.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/widgets/picker.h"

#include "src/base/memory.h"

#include <stdlib.h>

enum { FIXED_ROWS = 2 };

/* The profiles that there are: the standing choices first, then what the loaded packages define. */
typedef struct Profiles {
    Workbench *bench;
    const Structure **items;
    size_t count;
    size_t capacity;
    Text note;
} Profiles;

static void profiles_free(void *context)
{
    Profiles *profiles = context;
    free(profiles->items);
    text_free(&profiles->note);
    free(profiles);
}

static void gather(Profiles *profiles)
{
    const Rules *rules = profiles->bench->session->rules;
    for (uint32_t i = 0; i < rules_structure_count(rules); i++) {
        const Structure *structure = rules_structure_at(rules, i);
        if (structure_kind(structure) == STRUCTURE_RESOURCE &&
            slice_equals(structure_type(structure), SLICE("ImagingStudy"))) {
            ARRAY_RESERVE(profiles->items, profiles->capacity, profiles->count + 1);
            profiles->items[profiles->count++] = structure;
        }
    }
}

static PickerRow profile_row(void *context, size_t position)
{
    static const PickerRow fixed[FIXED_ROWS] = {
        {.code = SLICE("default"), .note = SLICE("ImagingStudy (IPS), or the profile of the command line or package")},
        {.code = SLICE("declared"), .note = SLICE("the profiles in meta.profile of each resource")}};
    Profiles *profiles = context;
    if (position < FIXED_ROWS) {
        return fixed[position];
    }
    const Structure *structure = profiles->items[position - FIXED_ROWS];
    text_clear(&profiles->note);
    text_format(&profiles->note, "%.*s  %.*s", SLICE_ARGS(structure_version(structure)),
                SLICE_ARGS(structure_url(structure)));
    return (PickerRow){.code = structure_title(structure), .note = text_slice(&profiles->note)};
}

/* Judges everything anew. */
static void judge_by(Workbench *bench, const CheckOptions *options, Slice name)
{
    session_set_options(bench->session, options);
    list_set_count(&bench->tree, outline_count(bench_file(bench)->outline));
    bench->is_rule_old = true;
    ReportCounts counts = report_counts(bench_file(bench)->report);
    messages_add(bench->messages, STYLE_PLAIN, "Checked against %.*s: %u error%s, %u warning%s", SLICE_ARGS(name),
                 counts.errors, counts.errors == 1 ? "" : "s", counts.warnings, counts.warnings == 1 ? "" : "s");
}

static Reaction profile_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    Profiles *profiles = context;
    Workbench *bench = profiles->bench;
    CheckOptions options = {.shows_must_support = bench->session->options.shows_must_support};
    if (position == 0) {
        judge_by(bench, &options, SLICE("the default profile"));
    } else if (position == 1) {
        options.is_declared = true;
        judge_by(bench, &options, SLICE("the declared profiles"));
    } else if (position - FIXED_ROWS < profiles->count) {
        const Structure *structure = profiles->items[position - FIXED_ROWS];
        options.profile = structure_url(structure);
        judge_by(bench, &options, structure_title(structure));
    }
    return REACT_REDRAW;
}

/* The row of a profile that is named by its word, its URL or its title; SIZE_MAX if there is none. */
static size_t named_row(const Profiles *profiles, Slice name)
{
    size_t found = slice_equals(name, SLICE("default")) ? 0 : slice_equals(name, SLICE("declared")) ? 1 : SIZE_MAX;
    for (size_t i = 0; i < profiles->count && found == SIZE_MAX; i++) {
        const Structure *structure = profiles->items[i];
        bool is_it = slice_equals_ignoring_case(sides_word(structure), name) ||
                     slice_equals(structure_url(structure), name) || slice_equals(structure_title(structure), name);
        found = is_it ? i + FIXED_ROWS : SIZE_MAX;
    }
    return found;
}

static void offer_profiles(void *context, Slice typed, Candidates *candidates)
{
    (void)typed;
    Profiles profiles = {.bench = context};
    gather(&profiles);
    candidates_add(candidates, (Candidate){.text = SLICE("default")});
    candidates_add(candidates, (Candidate){.text = SLICE("declared"), .note = SLICE("the profiles in meta.profile")});
    for (size_t i = 0; i < profiles.count; i++) {
        candidates_add(candidates,
                       (Candidate){.text = sides_word(profiles.items[i]), .note = structure_title(profiles.items[i])});
    }
    free(profiles.items);
}

static Reaction choose_profile(void *context, const ActionCall *call)
{
    Profiles *profiles = memory_allocate_zeroed(1, sizeof *profiles);
    profiles->bench = context;
    gather(profiles);
    if (call->argument.length) {
        size_t row = named_row(profiles, call->argument);
        if (row != SIZE_MAX) {
            profile_chosen(profiles, row, (Slice){0});
        } else {
            messages_add(profiles->bench->messages, STYLE_ISSUE_WARNING,
                         "Unknown profile '%.*s'. Press T for the profiles", SLICE_ARGS(call->argument));
        }
        profiles_free(profiles);
        return REACT_REDRAW;
    }
    PickerSource source = {.context = profiles,
                           .count = profiles->count + FIXED_ROWS,
                           .row = profile_row,
                           .chosen = profile_chosen,
                           .free = profiles_free};
    stage_push(profiles->bench->stage,
               picker_new(source, (PickerOptions){.title = "Check ImagingStudies against profile"}));
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "profile",
     .help = "Choose the profile for the checks",
     .keys = "T",
     .argument = "PROFILE",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = choose_profile,
     .offers = offer_profiles},
};

const ActionRows profile_actions = ACTION_ROWS(rows);
