/* Image viewer: a request, a temporary file, and a program. */
#include "ui/screens/archive/image_viewer.h"

#include "src/base/file.h"
#include "src/net/http.h"
#include "ui/kit/stage/stage_command.h"
#include "ui/screens/remote/waiting.h"

#include <stdlib.h>
#include <unistd.h>

#define VIEWER_USUAL "xdg-open"

/* What servers render; the first is what browsers and viewers take all. */
static const struct {
    const char *type;
    const char *ending;
} kinds[] = {{"image/jpeg", ".jpg"}, {"image/png", ".png"}, {"image/gif", ".gif"}};

typedef struct RenderWork {
    Workbench *bench;
    ImageViewer *viewer;
    Url url;
    HttpAnswer answer;
    bool is_read;
    Error error;
} RenderWork;

static void run_viewer(Workbench *bench, const char *path)
{
    Error error;
    const char *setting = config_text(bench->config, SETTING_VIEWER);
    const char *command = setting && *setting ? setting : VIEWER_USUAL;
    if (!stage_run_command(bench->stage, command, &path, 1, &error)) {
        messages_add_error(bench->messages, "Not shown", &error);
    }
}

/* ---- what a server renders ---- */

/* The ending of a file for an answer; NULL where the answer is no image. */
static const char *ending_of(const HttpAnswer *answer)
{
    Slice type = http_header(answer, "content-type");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (slice_starts_with(type, slice_from(kinds[i].type))) {
            return kinds[i].ending;
        }
    }
    return NULL;
}

/* Writes the image to a file; NULL with a sentence where that fails. The viewer owns the path. */
static const char *write_image(ImageViewer *viewer, const HttpAnswer *answer, Error *error)
{
    const char *ending = ending_of(answer), *folder = getenv("TMPDIR");
    Text path = TEXT_EMPTY;
    if (!ending) {
        error_set(error, ERROR_FORMAT, url_slice(&answer->url).bytes, "the server did not send an image");
        return NULL;
    }
    text_format(&path, "%s/ipse-image-XXXXXX%s", folder && *folder ? folder : "/tmp", ending);
    int file = mkstemps(path.bytes, (int)strlen(ending));
    bool is_written = file >= 0 && file_write_all(write, file, text_slice(&answer->body));
    if (file >= 0) {
        is_written = close(file) == 0 && is_written;
        ARRAY_RESERVE(viewer->files, viewer->capacity, viewer->count + 1);
        viewer->files[viewer->count++] = memory_copy_string(text_slice(&path));
    }
    if (!is_written) {
        error_set_errno(error, path.bytes, "cannot write the image");
    }
    text_free(&path);
    return is_written ? viewer->files[viewer->count - 1] : NULL;
}

static void render_work(void *context, Pace *pace)
{
    RenderWork *work = context;
    work->is_read =
        http_get(work->bench->session->client, &work->url, kinds[0].type, pace, &work->answer, &work->error);
}

static void render_done(void *context)
{
    RenderWork *work = context;
    const char *path = work->is_read ? write_image(work->viewer, &work->answer, &work->error) : NULL;
    if (path) {
        run_viewer(work->bench, path);
    } else {
        messages_add_error(work->bench->messages, "Not shown", &work->error);
    }
}

static void render_free(void *context)
{
    RenderWork *work = context;
    http_answer_free(&work->answer);
    url_free(&work->url);
    free(work);
}

static void render(ImageViewer *viewer, Workbench *bench, Slice place)
{
    RenderWork *work = memory_allocate_zeroed(1, sizeof *work);
    Text url = TEXT_EMPTY;
    *work = (RenderWork){.bench = bench, .viewer = viewer};
    text_format(&url, "%.*s/rendered", SLICE_ARGS(place));
    if (url_parse(text_slice(&url), &work->url, &work->error)) {
        waiting_run(bench, (WaitingWork){.words = "Reading the image",
                                         .context = work,
                                         .work = render_work,
                                         .done = render_done,
                                         .free = render_free});
    } else {
        messages_add_error(bench->messages, "Not shown", &work->error);
        render_free(work);
    }
    text_free(&url);
}

void image_viewer_show(ImageViewer *viewer, Workbench *bench, Slice place)
{
    if (url_is_remote(place)) {
        render(viewer, bench, place);
        return;
    }
    char *path = memory_copy_string(place);
    run_viewer(bench, path);
    free(path);
}

void image_viewer_free(ImageViewer *viewer)
{
    for (size_t i = 0; i < viewer->count; i++) {
        unlink(viewer->files[i]);
        free(viewer->files[i]);
    }
    free(viewer->files);
    *viewer = (ImageViewer){0};
}
