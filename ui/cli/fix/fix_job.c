/* Fix job: reading, fixing, and what is said of it. */
#include "ui/cli/fix/fix_job.h"

#include "src/archive/narrative.h"
#include "src/json/source.h"
#include "ui/cli/fix/fix_report.h"
#include "ui/cli/fix/output_folder.h"

bool fix_is_standard(const char *name)
{
    return strcmp(name, SOURCE_STANDARD_INPUT) == 0;
}

bool fix_is_stream(const FixJob *job)
{
    return job->bytes || fix_is_standard(job->name);
}

/* True where a text is no JSON. */
static bool is_faulty(Slice text, const char *name)
{
    Document *document = document_new(text, name, NULL);
    bool has_faults = !document || document_fault_count(document) > 0;
    document_free(document);
    return has_faults;
}

/* Takes the first line off a text, without its end. */
static Slice take_line(Slice *rest)
{
    size_t end = slice_find(*rest, SLICE("\n"), 0);
    Slice line = slice_part(*rest, 0, end);
    *rest = slice_part(*rest, line.length + 1, SIZE_MAX);
    return line;
}

/* True where one of the lines differs, and is no JSON now. */
static bool is_line_faulty(Slice before, Slice after, const char *name)
{
    bool is_found = false;
    while ((before.length || after.length) && !is_found) {
        Slice old = take_line(&before), new = take_line(&after);
        is_found = !slice_equals(old, new) && is_faulty(new, name);
    }
    return is_found;
}

/* True where a text that was no JSON was changed, and is none now: such a text is not written, for it may be meant as
   something else. Of NDJSON each line is a text. */
static bool is_no_json(const FixJob *job, const Document *document)
{
    Slice before = text_slice(&job->before), after = document_bytes(document);
    if (document_fault_count(document) == 0 || slice_equals(before, after)) {
        return false;
    }
    bool is_lines = document_node(document, 0)->kind == NODE_LINES;
    return is_lines ? is_line_faulty(before, after, job->name) : is_faulty(before, job->name);
}

/* False with a sentence where an input could not be written where it is. */
static bool can_be_saved(const FixRules *rules, FixJob *job)
{
    bool is_in_place = rules->is_written && !rules->folder && !fix_is_stream(job);
    return !is_in_place || !job->state.is_packed ||
           error_set(&job->error, ERROR_NOT_POSSIBLE, job->name,
                     "cannot save: the file is packed with gzip; use --output FOLDER");
}

/* Counts what is left; where codes were changed, a terminology server is asked about those that are new. */
static void add_left(FixJob *job, const FixRules *rules, const Judged *judged, Checker *checker)
{
    Report *settled = rules->asks_terms ? check_document_settled(checker, judged_document(judged), NULL) : NULL;
    totals_add_report(&job->fixed, judged_document(judged), settled ? settled : judged_report(judged));
    report_free(settled);
}

/* Fixes a document, and writes what is said of that. */
static void fix_document(FixJob *job, const FixRules *rules, Judged *judged, Checker *checker, Pace *pace)
{
    AutofixOptions options = rules->options;
    options.pace = pace;
    totals_add_report(&job->unfixed, judged_document(judged), judged_report(judged));
    text_append(&job->before, document_bytes(judged_document(judged)));
    Autofix *engine = autofix_new(judged, clock_system(), &options);
    if (rules->is_offers) {
        fix_report_append_offers(engine, job->name, &job->lines);
    } else {
        autofix_run(engine);
        job->is_cut_short = autofix_is_cut_short(engine);
        job->is_refused = is_no_json(job, judged_document(judged));
    }
    text_append(&job->after, document_bytes(judged_document(judged)));
    if (!rules->is_offers && !job->is_refused) {
        fix_report_append_rows(engine, job->name, &job->lines);
        fix_report_append_diff(text_slice(&job->before), text_slice(&job->after), job->name, &job->difference);
    }
    add_left(job, rules, judged, checker);
    autofix_free(engine);
    job->is_done = true;
}

/* Writes a line about what is taken over; as ArchiveTold. */
static void tell_taken(void *context, const Document *document, const ArchiveFinding *finding)
{
    FixJob *job = context;
    fix_report_append_taken(document, finding, job->name, &job->lines);
}

/* Takes the values of an archive over, and writes what is said of that. */
static void take_archive(FixJob *job, const FixRules *rules, Judged *judged, Checker *checker)
{
    size_t count = 0;
    Slice bytes = document_bytes(judged_document(judged));
    totals_add_report(&job->unfixed, judged_document(judged), judged_report(judged));
    text_append(&job->before, bytes);
    Document *taken = document_new(bytes, job->name, &job->error);
    job->is_done = taken && document_is_json(taken, job->name, &job->error) &&
                   archive_take_all(checker, taken, rules->archive, rules->options.takes_removals, tell_taken, job,
                                    &count, &job->error) &&
                   judged_replace(judged, document_bytes(taken), SLICE("Take from the archive"), &job->error);
    job->is_text_kept = job->is_done && count > 0 && narratives_are_others(taken);
    document_free(taken);
    text_append(&job->after, document_bytes(judged_document(judged)));
    fix_report_append_diff(text_slice(&job->before), text_slice(&job->after), job->name, &job->difference);
    totals_add_report(&job->fixed, judged_document(judged), judged_report(judged));
}

void fix_job_do(FixJob *job, const FixRules *rules, Checker *checker)
{
    job->is_passed = rules->folder && output_folder_holds(rules->folder, job->operand, job->name);
    if (job->is_passed) {
        return;
    }
    Document *document = job->bytes ? document_take(job->bytes, job->name, &job->error)
                                    : source_open_file(job->operand, job->name, &job->state, &job->error);
    if (!document || !can_be_saved(rules, job)) {
        document_free(document);
        return;
    }
    if (rules->asks_terms) {
        report_free(check_document_settled(checker, document, NULL)); /* the answers are known from here on */
    }
    ProgressPart part;
    Pace *pace = progress_part_begin(&part, rules->progress, document_bytes(document).length, true);
    Judged *judged = judged_new_by(checker, document, (PatchListener){0}, pace);
    if (rules->archive) {
        take_archive(job, rules, judged, checker);
    } else {
        fix_document(job, rules, judged, checker, pace);
    }
    progress_part_end(&part);
    judged_free(judged);
}

void fix_job_clear(FixJob *job)
{
    text_clear(&job->before);
    text_clear(&job->after);
    text_clear(&job->lines);
    text_clear(&job->difference);
    job->unfixed = job->fixed = (Totals){0};
    job->is_passed = job->is_done = job->is_refused = job->is_cut_short = job->is_text_kept = false;
}

void fix_job_free(FixJob *job)
{
    text_free(&job->before);
    text_free(&job->after);
    text_free(&job->lines);
    text_free(&job->difference);
}
