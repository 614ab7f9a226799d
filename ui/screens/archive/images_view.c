/*
 * Images view: a row for each series and each instance.
 *
 *     Series 1 · CT · Thorax axial 1 · 3 instances
 *        1  CT Image Storage                                      2.25.1.1.1
 *      + 2  CT Image Storage                                      2.25.1.1.2     (not listed in the study)
 */
#include "ui/screens/archive/images_view.h"

#include "src/archive/archive_source.h"
#include "src/archive/archive_words.h"
#include "src/archive/compare.h"
#include "src/archive/study_endpoint.h"
#include "src/profile/facts/dicom.h"
#include "ui/screens/archive/archive_reading.h"
#include "ui/screens/archive/image_viewer.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/widgets/wrapped.h"

#include <stdlib.h>

enum { HEAD = 1, FOOT = 2, MARK_CELLS = 2, NUMBER_CELLS = 7, UID_CELLS = 40, WIDE = 76 };

typedef struct ImagesView {
    Workbench *bench;
    char *name;
    ImageSet set;
    const ImageStudy *study; /* in the set */
    SliceMap listed;         /* UIDs of the study of the file */
    Arena *arena;            /* of the map */
    List list;
    Text line; /* that is drawn */
    ImageViewer viewer;
} ImagesView;

/* A row: a series, or one of its instances. */
typedef struct ImageRow {
    const ImageSeries *series;
    const ImageInstance *instance; /* NULL: the row of the series */
} ImageRow;

/* ---- rows ---- */

static ImageRow row_at(const ImagesView *view, uint64_t position)
{
    for (size_t i = 0; i < view->study->count; i++) {
        const ImageSeries *series = &view->study->series[i];
        if (position <= series->count) {
            return (ImageRow){series, position > 0 ? &series->instances[position - 1] : NULL};
        }
        position -= series->count + 1;
    }
    return (ImageRow){0};
}

static bool is_listed(const ImagesView *view, Slice uid)
{
    return slice_map_find(&view->listed, uid) != NULL;
}

/* Notes what the study of the file lists. */
static void read_listed(ImagesView *view, const Document *document, NodeId study)
{
    NodeId end = document_node(document, study)->end;
    for (NodeId node = study; node < end; node++) {
        if (document_key_equals(document, node, SLICE("uid")) && document_node(document, node)->kind == NODE_STRING) {
            Slice uid = arena_copy(view->arena, document_text(document, node, view->arena));
            slice_map_add(&view->listed, uid, NULL);
        }
    }
}

/* ---- drawing ---- */

static void append_part(Text *line, Slice part)
{
    if (part.length > 0) {
        text_format(line, "%s%.*s", line->length > 0 ? " · " : "", SLICE_ARGS(part));
    }
}

static void draw_series(ImagesView *view, const ImageSeries *series, Canvas *canvas, Rect line)
{
    const Slice *values = series->image.values;
    text_clear(&view->line);
    text_format(&view->line, "Series%s%.*s", values[IMAGE_SERIES_NUMBER].length > 0 ? " " : "",
                SLICE_ARGS(values[IMAGE_SERIES_NUMBER]));
    append_part(&view->line, archive_modality(&series->image));
    append_part(&view->line, values[IMAGE_SERIES_DESCRIPTION]);
    text_format(&view->line, " · %zu instance%s", series->count, series->count == 1 ? "" : "s");
    bool is_new = !is_listed(view, values[IMAGE_SERIES_UID]);
    canvas_label(canvas, line.x, line.y, MARK_CELLS, STYLE_ISSUE_WARNING, is_new ? "+" : "");
    canvas_label_slice(canvas, line.x + MARK_CELLS, line.y, line.width - MARK_CELLS, STYLE_STRONG,
                       text_slice(&view->line));
}

static void draw_instance(ImagesView *view, const ImageInstance *instance, Canvas *canvas, Rect line)
{
    DicomSopClass known;
    Slice name = dicom_sop_class_find(instance->sop_class, &known) ? known.name : instance->sop_class;
    int number = line.x + MARK_CELLS, words = number + NUMBER_CELLS, end = line.x + line.width;
    int uid = end - UID_CELLS > words + UID_CELLS / 2 ? end - UID_CELLS : end;
    canvas_label(canvas, line.x, line.y, MARK_CELLS, STYLE_ISSUE_WARNING, is_listed(view, instance->uid) ? "" : "+");
    canvas_text(canvas, number, line.y, NUMBER_CELLS - 1, STYLE_PLAIN, instance->number);
    canvas_text(canvas, words, line.y, uid - words - 1, STYLE_PLAIN, name);
    canvas_text(canvas, uid, line.y, end - uid, STYLE_HINT, instance->uid);
}

static void draw_row(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    (void)is_selected;
    ImagesView *view = context;
    ImageRow row = row_at(view, position);
    if (row.instance) {
        draw_instance(view, row.instance, canvas, line);
    } else {
        draw_series(view, row.series, canvas, line);
    }
}

/* "Images clinic", and on the right "2 series · 6 instances · 1 not listed in the study". */
static void draw_title(ImagesView *view, Canvas *canvas, Rect line)
{
    size_t instances = image_study_instances(view->study), unlisted = 0;
    for (size_t i = 0; i < view->study->count; i++) {
        for (size_t k = 0; k < view->study->series[i].count; k++) {
            unlisted += !is_listed(view, view->study->series[i].instances[k].uid);
        }
    }
    canvas_fill(canvas, line, GROUND_HEADER);
    int used = canvas_label(canvas, line.x + 1, line.y, line.width, STYLE_TITLE, "Images ");
    used += canvas_text(canvas, line.x + 1 + used, line.y, line.width - used - 2, STYLE_FILE, slice_from(view->name));
    text_clear(&view->line);
    text_format(&view->line, "%zu series · %zu instance%s", view->study->count, instances, instances == 1 ? "" : "s");
    if (unlisted > 0) {
        text_format(&view->line, " · + %zu not listed in the study", unlisted);
    }
    canvas_label_right(canvas, line.x + 1 + used, line.y, line.width - used - 3, STYLE_PLAIN, view->line.bytes);
}

/* Why the endpoint cannot be filled in; NULL where it can. */
static const char *endpoint_refusal(const ImagesView *view)
{
    return !archive_is_remote(view->bench->session->client, view->name)
               ? "The images are files: no server can be the endpoint"
           : view->bench->session->is_readonly ? "The file is open read-only."
                                               : NULL;
}

static void view_draw(void *self, Canvas *canvas, Rect area)
{
    ImagesView *view = self;
    int bottom = area.y + area.height;
    draw_title(view, canvas, rect_make(area.x, area.y, area.width, 1));
    list_draw(&view->list, canvas, rect_make(area.x + 1, area.y + HEAD, area.width - 2, area.height - HEAD - FOOT),
              GROUND_SCREEN, true, draw_row, view);
    ImageRow row = row_at(view, view->list.selected);
    Slice place = row.instance ? row.instance->place : row.series->image.values[IMAGE_SERIES_UID];
    canvas_text(canvas, area.x + 1, bottom - FOOT, area.width - 2, STYLE_HINT, place);
    Rect foot = rect_make(area.x, bottom - 1, area.width, 1);
    hints_draw(canvas, foot,
               endpoint_refusal(view) ? "Enter Show the image · q Close"
               : foot.width < WIDE    ? "Enter Show the image · e Add as endpoint · q Close"
                                      : "Enter Show the image · e Fill in as the endpoint of the study · q Close");
}

/* ---- keys ---- */

/* Shows the image of a row; of a series, its first one. */
static Reaction show(void *self)
{
    ImagesView *view = self;
    ImageRow row = row_at(view, view->list.selected);
    const ImageInstance *instance = row.instance ? row.instance : row.series->count > 0 ? row.series->instances : NULL;
    if (instance) {
        image_viewer_show(&view->viewer, view->bench, instance->place);
    }
    return REACT_REDRAW;
}

/* Adds the server to the study of the file as its endpoint. */
static bool add_endpoint(ImagesView *view, const Url *base, Error *error)
{
    OpenFile *file = bench_file(view->bench);
    NodeId study = archive_study_at_cursor(view->bench);
    Document *copy = document_new(document_bytes(file->document), file->path, error);
    bool is_added = copy && study_endpoint_add(view->bench->session->checker, copy, study, url_slice(base), error) &&
                    session_replace(file, document_bytes(copy), SLICE("Add the endpoint"), error);
    document_free(copy);
    return is_added;
}

/* Fills the endpoint of the study in: the server whose images are shown. True where that changed the study; else it was
 * said why not. */
static bool fill_endpoint(ImagesView *view)
{
    bool is_added = false;
    Error error;
    Url base = {0};
    Messages *messages = view->bench->messages;
    HttpClient *client = view->bench->session->client;
    Arena *arena = arena_new();
    NodeId study = archive_study_at_cursor(view->bench);
    Slice known = study_endpoint_address(bench_file(view->bench)->document, study, arena);
    const char *refusal = endpoint_refusal(view);
    if (refusal) {
        messages_add(messages, STYLE_ISSUE_WARNING, "%s", refusal);
    } else if (!archive_find_base(client, view->name, &base, &error)) {
        messages_add_error(messages, "Not changed", &error);
    } else if (slice_equals(known, url_slice(&base))) {
        messages_add(messages, STYLE_PLAIN, "The study has this endpoint already");
    } else if ((is_added = add_endpoint(view, &base, &error))) {
        bench_follow_change(view->bench);
        messages_add(messages, STYLE_GOOD, "Added the endpoint %s", url_slice(&base).bytes);
    } else {
        messages_add_error(messages, "Not changed", &error);
    }
    url_free(&base);
    arena_free(arena);
    return is_added;
}

static Reaction view_key(void *self, Key key)
{
    ImagesView *view = self;
    switch (key.modifiers ? 0 : key.code) {
    case 'e':
        return fill_endpoint(view) ? REACT_CLOSE | REACT_REDRAW : REACT_REDRAW;
    default:
        return list_view_key(&view->list, key, show, view);
    }
}

static Reaction view_mouse(void *self, Mouse mouse)
{
    ImagesView *view = self;
    return list_view_mouse(&view->list, mouse, show, view);
}

static void view_free(void *self)
{
    ImagesView *view = self;
    image_viewer_free(&view->viewer);
    image_set_free(&view->set);
    slice_map_free(&view->listed);
    arena_free(view->arena);
    text_free(&view->line);
    free(view->name);
    free(view);
}

static const ViewKind images_kind = {
    .name = "images",
    .help = "Up Down j k PgUp PgDn\tgo from row to row\nEnter\tshow the image in your viewer (setting "
            "'viewer')\ne\tadd the server as the endpoint of the study\nq Esc\tgo "
            "back to the tree",
    .draw = view_draw,
    .key = view_key,
    .mouse = view_mouse,
    .free = view_free};

void images_view_open(Workbench *bench, const char *name, Slice uid, ImageSet *set)
{
    const Document *document = bench_file(bench)->document;
    NodeId study = archive_study_at_cursor(bench);
    ImagesView *view = memory_allocate_zeroed(1, sizeof *view);
    *view = (ImagesView){.bench = bench, .name = memory_copy_string(slice_from(name)), .arena = arena_new()};
    const ImageStudy *found = image_set_find(set, uid);
    if (!found || study == NODE_NONE) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "The archive does not have the study");
        view_free(view);
        return;
    }
    size_t position = (size_t)(found - set->studies);
    view->set = *set;
    *set = (ImageSet){0};
    view->study = &view->set.studies[position];
    read_listed(view, document, study);
    list_set_count(&view->list, view->study->count + image_study_instances(view->study));
    list_select(&view->list, 0);
    stage_push(bench->stage, (View){&images_kind, view});
}
