/* The rules and the options that a command line asks for. */
#include "ui/cli/rule_options.h"

#include "src/json/source.h"
#include "src/profile/pack/actors.h"
#include "src/terms/term_store.h"
#include "ui/cli/output/output.h"

/* Adds the definitions of a package: a path or, where there is no such file and the name has a `#`, of the cache. */
static bool add_package(Rules *rules, const char *package, Error *error)
{
    if (strchr(package, '#') && !file_state(package, NULL, NULL)) {
        return rules_add_cached_package(rules, slice_from(package), error);
    }
    return rules_add(rules, package, NULL, error);
}

/* The structure that a word names by its URL or, in short, by the last part of its URL. */
static const Structure *find_structure(const Rules *rules, Slice word)
{
    const Structure *structure = rules_structure(rules, word);
    for (uint32_t i = rules_structure_count(rules); !structure && i-- > 0;) {
        Slice url = structure_url(rules_structure_at(rules, i));
        bool is_named =
            url.length > word.length && slice_ends_with(url, word) && url.bytes[url.length - word.length - 1] == '/';
        structure = is_named && word.length > 0 ? rules_structure_at(rules, i) : NULL;
    }
    return structure;
}

/* Where the problem is that a reason names, as the rules noted it; `path` where it is none of them. */
static const char *place_of(const Rules *rules, Slice reason, const char *path)
{
    for (uint32_t i = rules_problem_count(rules); i > 0; i--) {
        const Error *problem = rules_problem(rules, i - 1);
        if (slice_equals(slice_from(problem->message), reason)) {
            return problem->where;
        }
    }
    return path;
}

/* Adds the StructureDefinition in a file and gives it. */
static const Structure *add_structure(Rules *rules, const char *path, bool takes_streams, Error *error)
{
    Document *document = (takes_streams ? source_open : source_open_file)(path, path, NULL, error);
    if (!document) {
        return NULL;
    }
    const Structure *structure = NULL;
    Text scratch = TEXT_EMPTY;
    NodeId url = document_member(document, 0, SLICE("url"));
    bool is_one_value = document_fault_count(document) == 0 && document_form(document) == DOCUMENT_JSON;
    if (url == NODE_NONE && is_one_value) {
        error_set(error, ERROR_FORMAT, path, "not a StructureDefinition: the URL is missing");
    } else if (rules_add_text(rules, path, document_bytes(document), error)) {
        Slice canonical = url != NODE_NONE ? document_string(document, url, &scratch) : SLICE("");
        Slice reason = rules_unusable(rules, canonical);
        structure = rules_structure(rules, canonical);
        if (!structure && reason.length > 0) {
            error_set(error, ERROR_NOT_FOUND, place_of(rules, reason, path), "cannot check against this profile: %.*s",
                      SLICE_ARGS(reason));
        } else if (!structure) {
            error_set(error, ERROR_FORMAT, path, "not a StructureDefinition");
        }
    }
    text_free(&scratch);
    document_free(document);
    return structure;
}

bool rule_options_choose_profile(RuleOptions *chosen, const char *profile, bool takes_streams, Error *error)
{
    if (strcmp(profile, "declared") == 0) {
        chosen->options.is_declared = true;
        return true;
    }
    const Structure *structure = find_structure(chosen->rules, slice_from(profile));
    Slice reason = rules_unusable(chosen->rules, slice_from(profile));
    if (!structure && reason.length > 0) {
        return error_set(error, ERROR_NOT_FOUND, profile, "cannot check against this profile: %.*s",
                         SLICE_ARGS(reason));
    }
    if (!structure && strstr(profile, "://")) {
        return error_set(error, ERROR_NOT_FOUND, profile, "unknown profile; load the definition with --package");
    }
    if (!structure) {
        structure = add_structure(chosen->rules, profile, takes_streams, error);
    }
    if (!structure) {
        return false;
    }
    chosen->options.profile = structure_url(structure);
    return true;
}

/* Prints what is wrong in the definitions that were added, if it can be read at a glance; `told` (may be NULL) is
   printed by somebody else. */
static void print_problems(const Rules *rules, const Error *told)
{
    enum { PRINTED_MAXIMUM = 20 };
    uint32_t count = rules_problem_count(rules);
    for (uint32_t i = 0; i < count && i < PRINTED_MAXIMUM; i++) {
        const Error *problem = rules_problem(rules, i);
        bool is_told = told && strcmp(problem->where, told->where) == 0 && strstr(told->message, problem->message);
        if (!is_told) {
            complain(problem);
        }
    }
    if (count > PRINTED_MAXIMUM) {
        Error more;
        error_set(&more, ERROR_FORMAT, NULL, "%u more definitions cannot be read completely", count - PRINTED_MAXIMUM);
        complain(&more);
    }
}

/* Adds the packages in the order in which they are given. */
static bool add_packages(RuleOptions *chosen, const Arguments *arguments, Error *error)
{
    const char *package;
    size_t position = 0;
    while ((package = arguments_next(arguments, OPTION_PACKAGE, &position))) {
        if (!add_package(chosen->rules, package, error)) {
            return false;
        }
    }
    return true;
}

bool rule_options_choose_actor(RuleOptions *chosen, const char *actor, Error *error)
{
    Slice word = slice_from(actor);
    Actors actors = actors_of(chosen->rules);
    bool is_all = word.length == 0 || slice_equals(word, SLICE("both")) || slice_equals(word, SLICE("all"));
    const Actor *found = is_all ? NULL : actors_find(&actors, word);
    if (!found && !is_all) {
        Text names = TEXT_EMPTY;
        for (size_t i = 0; i < actors.count; i++) {
            text_append(&names, i > 0 ? SLICE(", ") : SLICE(""));
            text_append(&names, actor_word(&actors.items[i]));
        }
        error_set(error, ERROR_NOT_FOUND, NULL, "unknown actor '%s'; allowed: %.*s", actor,
                  SLICE_ARGS(text_slice(&names)));
        text_free(&names);
    } else {
        bool is_url = found && slice_equals(found->url, word);
        chosen->options.actor = !found ? SLICE("") : is_url ? actor_word(found) : found->name;
    }
    actors_free(&actors);
    return found || is_all;
}

/* Reports that an index of a code system is not used. */
static void remark_index(void *context, const Error *error)
{
    (void)context;
    remark(error->where, error->message);
}

bool rule_options_open(RuleOptions *chosen, const Arguments *arguments, Error *error)
{
    *chosen = (RuleOptions){.rules = rules_new(), .options = {.profile = SLICE("")}};
    term_store_lend(chosen->rules, remark_index, NULL);
    chosen->options.shows_must_support = arguments_has(arguments, OPTION_MUST_SUPPORT);
    const char *profile = arguments_value(arguments, OPTION_PROFILE);
    const char *actor = arguments_value(arguments, OPTION_ACTOR);
    bool is_done = add_packages(chosen, arguments, error) &&
                   (!profile || rule_options_choose_profile(chosen, profile, true, error)) &&
                   (!actor || rule_options_choose_actor(chosen, actor, error));
    print_problems(chosen->rules, is_done ? NULL : error);
    return is_done;
}

void rule_options_close(RuleOptions *chosen)
{
    rules_free(chosen->rules);
    *chosen = (RuleOptions){0};
}
