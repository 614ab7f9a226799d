/* `ipse fix`: the fixes that need no question, and by options others; what is said to be fixed was saved before. */
#include "src/json/source.h"
#include "src/save/save.h"
#include "ui/cli/command.h"
#include "ui/cli/fix/fix_job.h"
#include "ui/cli/fix/output_folder.h"
#include "ui/cli/input_queue.h"
#include "ui/cli/inputs.h"
#include "ui/cli/keys_option.h"
#include "ui/cli/output/output.h"
#include "ui/cli/remote/operand.h"
#include "ui/cli/settings.h"
#include "ui/cli/terms/asked_ahead.h"

#include <stdlib.h>

/* An input in the queue. */
typedef struct QueuedFix {
    InputJob input; /* must be first */
    FileState file; /* that the input is, before it is read; all zero: not known */
    FixJob job;
} QueuedFix;

/* An operand that no file has: what a server holds, or with an archive, standard input; it is read once, before all
 * else. */
typedef struct HeldOperand {
    Text bytes;
    bool is_held;
} HeldOperand;

/* One run over all inputs. */
typedef struct FixRun {
    const Arguments *arguments;
    FixRules rules;
    InputQueue queue;
    const RuleOptions *chosen;
    AskedAhead *ahead;      /* of the operands that are files */
    bool is_text_on_output; /* standard output takes the text of a stream: all else goes to standard error */
    bool has_trouble;
    Output output;
    Totals left;
} FixRun;

static void complain_of(FixRun *run, const Error *error)
{
    complain(error);
    run->has_trouble = true;
}

/* Prints lines about fixes, and a difference: on standard error where standard output takes a text. */
static void tell(FixRun *run, Slice lines, Slice difference)
{
    if (run->is_text_on_output) {
        output_error(lines);
        output_error(difference);
    } else {
        output_text(&run->output, lines);
        output_diff(&run->output, difference);
    }
}

/* ---- writing ---- */

/* Writes an input's text, changed or not, into the folder of --output. */
static bool save_in_folder(const FixRun *run, const FixJob *job, Slice text, Error *error)
{
    char *path = output_folder_place(run->rules.folder, job->operand, job->name, job->state.is_packed, error);
    SaveRequest request = {.path = path, .bytes = text, .is_new = true};
    bool is_saved = path && save_file(&save_system, &request, NULL, error);
    free(path);
    return is_saved;
}

/* Writes the text for an input where it belongs; false where that failed, which was said. */
static bool save(FixRun *run, const FixJob *job, Slice text)
{
    Error error;
    bool is_saved = true;
    if (!run->rules.is_written) {
        return true;
    }
    if (fix_is_stream(job)) {
        output_exact(&run->output, text);
        return output_flush(&run->output);
    }
    if (run->rules.folder) {
        is_saved = save_in_folder(run, job, text, &error);
    } else if (!slice_equals(text, text_slice(&job->before))) {
        bool is_found = strcmp(job->operand, job->name) != 0; /* in a folder, which is not left by a link either */
        SaveRequest request = {.path = job->name, .bytes = text, .expected = &job->state, .is_exact = is_found};
        is_saved = save_file(&save_system, &request, NULL, &error);
    }
    if (!is_saved) {
        complain_of(run, &error);
    }
    return is_saved;
}

/* Saves what was fixed, then says so. */
static void finish(FixRun *run, const FixJob *job)
{
    if (job->is_refused) {
        remark(job->name, "the file is not valid JSON before and after the fixes; left unchanged");
    }
    bool is_saved = save(run, job, text_slice(job->is_refused ? &job->before : &job->after)) && !job->is_refused;
    if (is_saved && job->is_cut_short) {
        remark(job->name, "the file has too many fixes that must be tried one by one; some were not tried");
    }
    if (is_saved && job->is_text_kept) {
        remark(job->name, "the narrative is of another program and stays: check that it is still right");
    }
    if (is_saved) {
        tell(run, text_slice(&job->lines), text_slice(&job->difference));
    }
    totals_join(&run->left, is_saved ? &job->fixed : &job->unfixed);
}

/* ---- inputs ---- */

/* Fixes an input; as JobWork. */
static void work_on(void *queued, void *state)
{
    QueuedFix *fix = queued;
    InputWorker *worker = state;
    fix->job.operand = fix->input.operand.bytes;
    fix->job.name = fix->input.name.bytes;
    fix->job.bytes = fix->input.has_bytes ? &fix->input.bytes : NULL;
    fix_job_do(&fix->job, worker->context, input_worker_checker(worker));
}

/* Saves and tells what came of an input; as JobKind.take. */
static bool take(void *context, void *queued)
{
    FixRun *run = context;
    FixJob *job = &((QueuedFix *)queued)->job;
    progress_hide(run->rules.progress);
    if (job->is_done) {
        finish(run, job);
    } else if (!job->is_passed) {
        complain_of(run, &job->error);
    }
    progress_show(run->rules.progress, &run->output);
    return false;
}

static void clear(void *queued)
{
    fix_job_clear(&((QueuedFix *)queued)->job);
}

static void release(void *queued)
{
    QueuedFix *fix = queued;
    fix_job_free(&fix->job);
    input_job_free(&fix->input);
}

static const JobKind fix_kind = {
    .size = sizeof(QueuedFix), .work = work_on, .take = take, .clear = clear, .free = release};

/* True where an input is a certain file. */
static bool is_file(const void *queued, const void *state)
{
    const FileState *left = &((const QueuedFix *)queued)->file, *right = state;
    return left->inode == right->inode && left->device == right->device;
}

/* Gives an input to the workers. One that is a file that is not saved yet, under another name perhaps, waits for that.
 */
static void fix_input(FixRun *run, const char *operand, const char *name)
{
    FileState state = {0};
    bool is_known = !fix_is_standard(name) && file_state(name, &state, NULL);
    if (is_known && job_queue_any(run->queue.jobs, is_file, &state)) {
        job_queue_finish(run->queue.jobs);
    }
    QueuedFix *fix = job_queue_next(run->queue.jobs);
    fix->file = state;
    input_job_set(&fix->input, operand, name);
    job_queue_give(run->queue.jobs);
}

/* Gives what is held to the workers. */
static void fix_held(FixRun *run, const char *operand, HeldOperand *held)
{
    QueuedFix *fix = job_queue_next(run->queue.jobs);
    fix->file = (FileState){0};
    input_job_take(&fix->input, operand, &held->bytes);
    job_queue_give(run->queue.jobs);
}

/* The files of a folder, whose codes are asked about together. */
static AskedAhead *ahead_of_folder(FixRun *run, const char *operand, const FileList *inputs)
{
    AskedAhead *ahead = asked_ahead_new(run->chosen->rules, &run->chosen->options);
    for (size_t i = 0; i < inputs->count; i++) {
        progress_expect(run->rules.progress, inputs->names[i]);
        asked_ahead_add(ahead, operand, inputs->names[i]);
    }
    return ahead;
}

static void fix_operand(FixRun *run, const char *operand, HeldOperand *held)
{
    FileList inputs = {0};
    bool is_nameless = (fix_is_standard(operand) || held->is_held) && run->rules.folder;
    if (is_nameless || file_is_folder(operand)) {
        job_queue_finish(run->queue.jobs); /* what is said of it comes after the inputs before */
    }
    progress_hide(run->rules.progress);
    if (is_nameless) {
        Error error;
        error_set(&error, ERROR_NOT_POSSIBLE, operand, "%s has no file name; remove --output",
                  fix_is_standard(operand) ? "standard input" : "a resource of a server");
        complain_of(run, &error);
        progress_show(run->rules.progress, &run->output);
        return;
    }
    if (held->is_held) {
        fix_held(run, operand, held);
        return;
    }
    run->has_trouble = !inputs_expand(run->arguments, operand, &inputs) || run->has_trouble;
    progress_show(run->rules.progress, &run->output);
    AskedAhead *within = file_is_folder(operand) ? ahead_of_folder(run, operand, &inputs) : NULL;
    for (size_t i = 0; i < inputs.count && run->output.failure == 0; i++) {
        asked_ahead_reach(within ? within : run->ahead);
        fix_input(run, operand, inputs.names[i]);
    }
    asked_ahead_free(within);
    file_list_free(&inputs);
}

/* Reports what is left, and gives the exit status. */
static int end(FixRun *run)
{
    int status = run->has_trouble ? EXIT_TROUBLE : run->left.counts.errors ? EXIT_FOUND : EXIT_FINE;
    status = output_close(&run->output, status);
    Text line = TEXT_EMPTY;
    text_append(&line, SLICE("left: "));
    totals_append(&run->left, &line);
    if (run->left.inputs > 0) {
        output_error(text_slice(&line));
    }
    text_free(&line);
    return status;
}

static int fix_all(const RuleOptions *chosen, const Arguments *arguments, HeldOperand *held, const ImageSet *archive)
{
    Error error;
    FixRun run = {.arguments = arguments,
                  .chosen = chosen,
                  .rules = {.archive = archive,
                            .folder = arguments_value(arguments, OPTION_OUTPUT),
                            .asks_terms = chosen->options.terms != NULL,
                            .is_offers = arguments_has(arguments, OPTION_OFFERS),
                            .options = {.only = arguments_value(arguments, OPTION_ONLY),
                                        .takes_choices = arguments_has(arguments, OPTION_FIRST),
                                        .takes_removals = arguments_has(arguments, OPTION_REMOVE)}}};
    run.rules.is_written = !run.rules.is_offers && !arguments_has(arguments, OPTION_DRY_RUN);
    for (size_t i = 0; i < arguments->operand_count; i++) {
        run.is_text_on_output = run.is_text_on_output ||
                                (run.rules.is_written && (held[i].is_held || fix_is_standard(arguments->operands[i])));
    }
    bool is_ready = !run.rules.folder || !run.rules.is_written || output_folder_open(run.rules.folder, &error);
    if (!is_ready || !input_queue_open(&run.queue, &fix_kind, chosen, arguments, &run.rules, &run, &error)) {
        complain(&error);
        return EXIT_TROUBLE;
    }
    run.rules.progress = progress_new("fixing");
    run.ahead = asked_ahead_new(chosen->rules, &chosen->options);
    for (size_t i = 0; i < arguments->operand_count; i++) {
        if (!file_is_folder(arguments->operands[i])) {
            progress_expect(run.rules.progress, arguments->operands[i]);
            asked_ahead_add(run.ahead, arguments->operands[i], arguments->operands[i]);
        }
    }
    for (size_t i = 0; i < arguments->operand_count; i++) {
        fix_operand(&run, arguments->operands[i], &held[i]);
    }
    job_queue_finish(run.queue.jobs);
    asked_ahead_free(run.ahead);
    progress_free(run.rules.progress);
    input_queue_close(&run.queue);
    return end(&run);
}

/* Reads the operands that no file has. Gives an array of all operands; false, where that failed, which was said. */
static bool hold_operands(const Arguments *arguments, HeldOperand **held)
{
    Error error;
    Remote remote = settings_remote(arguments);
    bool has_archive = arguments_has(arguments, OPTION_ARCHIVE), is_read = true;
    *held = memory_allocate_zeroed(arguments->operand_count, sizeof **held);
    for (size_t i = 0; i < arguments->operand_count && is_read; i++) {
        const char *name = arguments->operands[i];
        bool is_held = remote_wants(name) || (has_archive && fix_is_standard(name));
        Document *document = is_held ? operand_open(&remote, name, &error) : NULL;
        if (document) {
            text_append(&(*held)[i].bytes, document_bytes(document));
        }
        (*held)[i].is_held = is_held;
        is_read = document || !is_held;
        document_free(document);
    }
    if (!is_read) {
        complain(&error);
    }
    remote_close(&remote);
    return is_read;
}

static void free_held(HeldOperand *held, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_free(&held[i].bytes);
    }
    free(held);
}

/* Notes the studies of the operands, for archives that are asked for them. */
static void add_operands(ArchiveSource *source, const Arguments *arguments, const HeldOperand *held)
{
    for (size_t i = 0; i < arguments->operand_count; i++) {
        const char *name = arguments->operands[i];
        Document *document = held[i].is_held ? document_new(text_slice(&held[i].bytes), name, NULL)
                                             : source_open_file(name, name, NULL, NULL);
        if (document) {
            archive_source_add_document(source, document);
        }
        document_free(document);
    }
}

/* Fixes by the rules, or with --archive, by the images that it names. */
static int fix_by(const RuleOptions *chosen, const Arguments *arguments, HeldOperand *held)
{
    Error error;
    ImageSet set = {0};
    int status = EXIT_TROUBLE;
    if (!arguments_has(arguments, OPTION_ARCHIVE)) {
        return fix_all(chosen, arguments, held, NULL);
    }
    if (arguments_has(arguments, OPTION_ONLY) || arguments_has(arguments, OPTION_OFFERS)) {
        error_set(&error, ERROR_NOT_POSSIBLE, NULL,
                  "--archive takes all values; it cannot be combined with --only or --offers");
        complain(&error);
        return EXIT_TROUBLE;
    }
    ArchiveInput input;
    bool is_read = settings_archive(arguments, OPTION_ARCHIVE, &input, &error);
    add_operands(&input.source, arguments, held);
    if (is_read && archive_input_read(&input, &set, &error)) {
        if (set.note_count > 0 && arguments_has(arguments, OPTION_REMOVE)) {
            remark(arguments_value(arguments, OPTION_ARCHIVE), "files were passed over: nothing is removed");
        }
        status = fix_all(chosen, arguments, held, &set);
    } else {
        complain(&error);
    }
    archive_input_free(&input);
    image_set_free(&set);
    return status;
}

static int run_fix(const Arguments *arguments)
{
    RuleOptions chosen;
    AskedTerms asked = {0};
    Error error;
    int status = EXIT_TROUBLE;
    SliceMap keys = SLICE_MAP_EMPTY;
    HeldOperand *held = NULL;
    if (rule_options_open(&chosen, arguments, &error) && settings_terms(arguments, &asked, &chosen.options, &error) &&
        keys_option_read(arguments, OPTION_ONLY, chosen.rules, &keys, &error)) {
        status = hold_operands(arguments, &held) ? fix_by(&chosen, arguments, held) : EXIT_TROUBLE;
        free_held(held, arguments->operand_count);
    } else {
        complain(&error);
    }
    slice_map_free(&keys);
    asked_terms_close(&asked);
    rule_options_close(&chosen);
    return status;
}

const Command command_fix = {
    .name = "fix",
    .title = "ipse fix",
    .operands = "FILE|FOLDER|-|URL…",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .summary = "apply all safe fixes (safe: no decision needed, no data lost)",
    .description =
        "Applies all safe fixes: fixes that need no decision and lose no data. Examples: misspelled names, missing "
        "arrays and quotes, dates in another order, whitespace, codes in a different case; in files that are not valid "
        "JSON: commas, colons and quotes; a file that stays invalid is left unchanged. A fix is kept only if no kind "
        "of error or warning increases, and fewer errors remain, or equally many errors and fewer warnings. After "
        "saving a file, the command prints one line per fix and a unified diff; the remaining issues go to standard "
        "error. No other byte of the file changes. '-' is standard input: the fixed file goes to standard output, all "
        "other output to standard error; so does what a URL or SERVER:PATH leads to, and nothing is sent to the server."
        " With --output, all files are written into a folder with the same sub-folders, "
        "and the originals stay. With --first, the first offered fix that helps and removes nothing is applied too. "
        "With --remove, fixes that remove content are applied if no other fix helps; one line shows each removed "
        "value. With --offers, nothing changes: the command prints all offered fixes with the value before and after, "
        "as 'fix' if the fix is safe, else as 'ask'. With --archive, takes over the values of the images instead, "
        "wherever ipse compare finds a difference.",
    .run = run_fix,
};
