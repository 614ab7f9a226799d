/* Check: checkers, and the check of a document from its beginning to its end. */
#include "src/check/check.h"

#include "src/base/systems.h"
#include "src/check/groups/groups.h"
#include "src/check/judge_lines.h"
#include "src/check/judge_root.h"
#include "src/check/query.h"
#include "src/check/recheck.h"
#include "src/check/state/repeat.h"
#include "src/check/walk/model.h"
#include "src/check/walk/session_open.h"
#include "src/check/walk/slice_sign.h"
#include "src/profile/facts/short_list.h"

#include <stdlib.h>
#include <time.h>

enum { TEXTS_SPARE = 1000 };

/* ---- checkers ---- */

static int year_of(Clock clock)
{
    time_t seconds = (time_t)(clock.milliseconds(clock.context) / 1000);
    struct tm parts;
    return gmtime_r(&seconds, &parts) ? parts.tm_year + 1900 : 0;
}

Checker *checker_new(const Rules *rules, const CheckOptions *options, Clock clock)
{
    Checker *checker = memory_allocate_zeroed(1, sizeof *checker);
    checker->rules = rules;
    checker->scratch = arena_new();
    checker->year = year_of(clock);
    checker->now = clock.milliseconds(clock.context);
    checker->is_profile_given = options->profile.length > 0;
    if (checker->is_profile_given || !options->is_declared) {
        Slice profile = options->profile;
        if (!checker->is_profile_given) {
            short_list_has(LIST_STUDY_PROFILE, SLICE("ImagingStudy"), &profile);
        }
        checker->asked = rules_structure(rules, profile);
        checker->is_profile_given = checker->is_profile_given && checker->asked;
    }
    checker->is_declared = options->is_declared;
    checker->ignores_declared = options->ignores_declared;
    checker->arena = arena_new();
    checker->actor = arena_copy(checker->arena, options->actor);
    checker->shows_must_support = options->shows_must_support;
    checker->plans = plans_new(rules, &check_tables, checker->actor, checker->shows_must_support);
    checker->codes = code_judge_new(rules);
    checker->repeats = repeats_new();
    checker->terms = options->terms;
    code_judge_ask(checker->codes, options->terms);
    FhirpathModel model;
    check_model_begin(&model, &checker->model, checker->plans);
    checker->fhirpath = fhirpath_context_new(&model, clock);
    return checker;
}

void checker_free(Checker *checker)
{
    if (!checker) {
        return;
    }
    fhirpath_context_free(checker->fhirpath);
    model_end(&checker->model.base);
    code_judge_free(checker->codes);
    repeats_free(checker->repeats);
    plans_free(checker->plans);
    pair_map_free(&checker->gap_words);
    arena_free(checker->scratch);
    memo_forget(&checker->memo);
    arena_free(checker->arena);
    free(checker->memo.children);
    free(checker->helpers);
    free(checker);
}

void checker_append_sign(Checker *checker, const Element *slice, Text *text)
{
    slice_sign_append(checker->plans, slice, text);
}

const TermService *checker_terms(const Checker *checker)
{
    return checker->terms;
}

const Rules *checker_rules(const Checker *checker)
{
    return checker->rules;
}

bool checker_shows_must_support(const Checker *checker)
{
    return checker->shows_must_support;
}

void checker_set_helpers(Checker *checker, Checker *const *helpers, size_t count)
{
    free(checker->helpers);
    checker->helpers = memory_allocate((count + 1) * sizeof *checker->helpers);
    for (size_t i = 0; i < count; i++) {
        checker->helpers[i] = helpers[i];
    }
    checker->helper_count = count;
}

void checker_set_uids(Checker *checker, UidNotes *notes, const UidNotes *known)
{
    checker->uid_notes = notes;
    checker->known_uids = known;
}

/* ---- sessions ---- */

static void free_session(void *state)
{
    check_session_free(state);
}

static CheckSession *new_session(Checker *checker, const Document *document, Report *report, Pace *pace)
{
    CheckSession *session = check_session_new(checker, document);
    session->report = report;
    session->pace = pace;
    dicom_checker_set_uids(session->dicom, checker->uid_notes, checker->known_uids);
    report_set_state(report, session, free_session);
    return session;
}

/* ---- documents ---- */

/* A check goes over the values of a document, and over some again for document groups. */
static void begin_pace(const CheckSession *session)
{
    enum { AGAIN = 8 };
    uint64_t values = document_count(session->document);
    pace_begin(session->pace, values + values / AGAIN);
}

/* Checks a document into an empty report. */
static void check_into(Checker *checker, const Document *document, Report *report, Pace *pace)
{
    CheckSession *session = new_session(checker, document, report, pace);
    Walk walk = walk_new(session, report, &session->far, 0);
    memo_forget(&checker->memo);
    begin_pace(session);
    if (document_nodes(document)[0].kind == NODE_LINES) {
        judge_all_lines(&walk);
    } else {
        judge_root(&walk, 0);
    }
    judge_document(&walk);
    walk_free(&walk);
    session->pace = NULL;
    report_settle(report, document);
    session->first_finding = 0;
    session_is_current(session);
    session->text_limit = 2 * report_text_count(report) + TEXTS_SPARE;
}

Report *check_document_by(Checker *checker, const Document *document, Pace *pace)
{
    Report *report = report_new();
    check_into(checker, document, report, pace);
    return report;
}

Report *check_document(Checker *checker, const Document *document)
{
    return check_document_by(checker, document, NULL);
}

Report *check_document_settled(Checker *checker, const Document *document, Pace *pace)
{
    enum {
        ROUNDS = 8
    }; /* a system, then its codes, then value sets: more than three only where other workers ask as well */
    const TermService *terms = checker->terms;
    size_t noted = checker->uid_notes ? checker->uid_notes->count : 0;
    uint64_t known = terms ? terms->settle(terms->context) : 0;
    Report *report = check_document_by(checker, document, pace);
    for (int round = 0; terms && round < ROUNDS; round++) {
        uint64_t now = terms->settle(terms->context);
        if (now == known) {
            break;
        }
        known = now;
        if (checker->uid_notes) {
            checker->uid_notes->count = noted;
        }
        report_free(report);
        report = check_document_by(checker, document, pace);
    }
    return report;
}

void report_free(Report *report)
{
    report_delete(report);
}

void check_again(Checker *checker, const Document *document, Report *report, Pace *pace)
{
    report_clear(report);
    check_into(checker, document, report, pace);
}

bool check_follow(const Document *document, const Patch *patch, Report *report)
{
    return recheck(report, document, patch);
}
