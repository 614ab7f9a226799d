/* Choosing whose obligations count, among the actors that the loaded definitions name. */
#include "src/base/memory.h"
#include "src/profile/pack/actors.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/views/card_view.h"
#include "ui/widgets/picker.h"

#include <stdlib.h>

/* With no more actors than these the key goes from one to the next; else it lists them. */
enum { STEPPED_MAXIMUM = 2 };

/* Judges by one actor, NULL for all; one that displays elements gets the card of what it shows. */
static void judge_for(Workbench *bench, const Actor *actor)
{
    char *word = memory_copy_string(actor ? actor_word(actor) : SLICE(""));
    session_set_actor(bench->session, word);
    list_set_count(&bench->tree, bench_file(bench) ? outline_count(bench_file(bench)->outline) : 0);
    bench->is_rule_old = true;
    messages_add(bench->messages, STYLE_PLAIN, actor ? "Obligations of the %s" : "Obligations of all actors", word);
    free(word);
    if (actor && actor->displays && bench_file(bench)) {
        card_view_open(bench);
    }
}

static PickerRow actor_row(void *context, size_t position)
{
    const Workbench *bench = context;
    if (position == 0) {
        return (PickerRow){.code = SLICE("all"), .note = SLICE("the obligations of all actors")};
    }
    const Actor *actor = &bench->session->actors.items[position - 1];
    return (PickerRow){.code = actor->name, .note = actor->url};
}

static Reaction actor_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    Workbench *bench = context;
    if (position <= bench->session->actors.count) {
        judge_for(bench, position > 0 ? &bench->session->actors.items[position - 1] : NULL);
    }
    return REACT_REDRAW;
}

/* The actor after the one that counts; NULL after the last. */
static const Actor *next_actor(const Workbench *bench, const Actors *actors)
{
    Slice now = slice_from(bench->session->actor);
    const Actor *found = now.length > 0 ? actors_find(actors, now) : NULL;
    size_t next = found ? (size_t)(found - actors->items) + 1 : 0;
    return next < actors->count ? &actors->items[next] : NULL;
}

static void list_actors(Workbench *bench)
{
    size_t count = bench->session->actors.count + 1;
    PickerSource source = {.context = bench, .count = count, .row = actor_row, .chosen = actor_chosen};
    stage_push(bench->stage, picker_new(source, (PickerOptions){.title = "Obligations of"}));
}

/* Judges by an actor that was named; false where no definition names it. */
static bool take_named(Workbench *bench, const Actors *actors, Slice word)
{
    bool is_all = slice_equals_ignoring_case(word, SLICE("all")) || slice_equals_ignoring_case(word, SLICE("both"));
    const Actor *found = is_all ? NULL : actors_find(actors, word);
    if (found || is_all) {
        judge_for(bench, found);
    }
    return found || is_all;
}

static Reaction choose_actor(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const Actors *actors = &bench->session->actors;
    if (call->argument.length > 0 && !take_named(bench, actors, call->argument)) {
        messages_add(bench->messages, STYLE_ISSUE_ERROR, "No definition names the actor '%.*s'",
                     SLICE_ARGS(call->argument));
    } else if (call->argument.length == 0 && actors->count > STEPPED_MAXIMUM) {
        list_actors(bench);
    } else if (call->argument.length == 0) {
        judge_for(bench, next_actor(bench, actors));
    }
    return REACT_REDRAW;
}

/* The actors by what people call them. */
static void offer_actors(void *context, Slice typed, Candidates *candidates)
{
    (void)typed;
    const Actors *actors = &((Workbench *)context)->session->actors;
    for (size_t i = 0; i < actors->count; i++) {
        const Actor *actor = &actors->items[i];
        candidates_add(candidates, (Candidate){.text = actor_word(actor), .note = actor->url});
    }
    candidates_add(candidates, (Candidate){.text = SLICE("all"), .note = SLICE("the obligations of all actors")});
}

static const Action rows[] = {
    {.name = "actor",
     .help = "Obligations of Creator, Consumer (with its card), others, or all",
     .keys = "t",
     .argument = "ACTOR",
     .group = GROUP_VIEW,
     .run = choose_actor,
     .offers = offer_actors},
};

const ActionRows actor_actions = ACTION_ROWS(rows);
