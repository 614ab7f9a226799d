/* ImageWeb: three kinds of requests. */
#include "src/images/image_web.h"

#include "src/base/ascii.h"
#include "src/base/shown.h"
#include "src/images/image_json.h"

/* A study that is being read. */
typedef struct WebStudy {
    const ImageWeb *web;
    ImageSet *set;
    Slice uid;
    Arena *arena;
    Error *error;
} WebStudy;

/* True for a UID that may stand in a path: digits and dots (PS3.5, section 9.1). */
static bool is_uid(Slice uid)
{
    enum { UID_MAXIMUM = 64 };
    for (size_t i = 0; i < uid.length; i++) {
        if (!ascii_is_digit(uid.bytes[i]) && uid.bytes[i] != '.') {
            return false;
        }
    }
    return uid.length > 0 && uid.length <= UID_MAXIMUM;
}

/* The URL of a path, as sentences name it. */
static Slice name_of(const WebStudy *study, Slice path)
{
    bool has_slash = study->web->name.length == 0 || slice_ends_with(study->web->name, SLICE("/"));
    path = slice_part(path, 0, slice_find(path, SLICE("?"), 0));
    return arena_format(study->arena, "%.*s%s%.*s", SLICE_ARGS(study->web->name), has_slash ? "" : "/",
                        SLICE_ARGS(path));
}

/* Asks for a path, and reads the answer. */
static Document *ask(const WebStudy *study, Slice path)
{
    Text body = TEXT_EMPTY;
    Document *document = study->web->get(study->web->context, path.bytes, &body, study->error)
                             ? image_json_open(&body, name_of(study, path).bytes, study->error)
                             : NULL;
    text_free(&body);
    return document;
}

/* The path of an instance, below the base. */
static Slice instance_path(const WebStudy *study, Slice series, Slice instance)
{
    return arena_format(study->arena, "studies/%.*s/series/%.*s/instances/%.*s", SLICE_ARGS(study->uid),
                        SLICE_ARGS(series), SLICE_ARGS(instance));
}

/* Adds an image of a series. */
static bool add_image(const WebStudy *study, const Image *image)
{
    Slice path = instance_path(study, image->values[IMAGE_SERIES_UID], image->values[IMAGE_UID]);
    return image_set_add(study->set, image, name_of(study, path));
}

/* Fills what an instance's whole header says. */
static bool fill_from_metadata(const WebStudy *study, Image *series, Slice instance)
{
    Image whole = {0};
    if (!is_uid(instance)) {
        return true;
    }
    Slice path = instance_path(study, series->values[IMAGE_SERIES_UID], instance);
    path = arena_format(study->arena, "%.*s/metadata", SLICE_ARGS(path));
    Document *document = ask(study, path);
    NodeId data_set = document ? image_json_next(document, NODE_NONE) : NODE_NONE;
    if (data_set != NODE_NONE) {
        image_json_fill(document, data_set, study->arena, &whole);
    }
    for (ImageValue i = 0; i < IMAGE_VALUE_COUNT && data_set != NODE_NONE; i++) {
        bool is_of_instance = image_values[i].level == IMAGE_LEVEL_INSTANCE;
        if (!is_of_instance && whole.values[i].length > 0) {
            series->values[i] = whole.values[i];
        }
    }
    bool is_read = document != NULL;
    document_free(document);
    return is_read;
}

/* Adds the instances of one page; the header of the first one of a series is read. Gives how many came. */
static bool add_page(const WebStudy *study, Image *series, const Document *page, bool is_first, size_t *count)
{
    bool is_added = true;
    *count = 0;
    for (NodeId item = image_json_next(page, NODE_NONE); item != NODE_NONE && is_added;
         item = image_json_next(page, item)) {
        Image image = *series;
        image.values[IMAGE_UID] = image.values[IMAGE_SOP_CLASS] = image.values[IMAGE_NUMBER] = SLICE("");
        image_json_fill(page, item, study->arena, &image);
        if (is_first && *count == 0) {
            is_added = fill_from_metadata(study, series, image.values[IMAGE_UID]);
            Image known = *series;
            known.values[IMAGE_UID] = image.values[IMAGE_UID];
            known.values[IMAGE_SOP_CLASS] = image.values[IMAGE_SOP_CLASS];
            known.values[IMAGE_NUMBER] = image.values[IMAGE_NUMBER];
            image = known;
        }
        image.values[IMAGE_STUDY_UID] = study->uid;
        image.values[IMAGE_SERIES_UID] = series->values[IMAGE_SERIES_UID];
        add_image(study, &image);
        ++*count;
    }
    if (is_added && study->set->places.count > IMAGE_INSTANCES_MAXIMUM) {
        return error_set(study->error, ERROR_LIMIT, name_of(study, SLICE("studies")).bytes,
                         "the study has more than %d instances", IMAGE_INSTANCES_MAXIMUM);
    }
    return is_added;
}

/* Reads the instances of a series page by page. A server may give fewer than are asked for, or ignore where a page
   begins: then nothing new comes. */
static bool read_instances(const WebStudy *study, Image *series)
{
    size_t offset = 0, count = 0, known = 0;
    for (size_t page = 0; page < IMAGE_PAGES_MAXIMUM; page++) {
        Slice path = arena_format(
            study->arena, "studies/%.*s/series/%.*s/instances?limit=%d&offset=%zu&includefield=00080016,00200013",
            SLICE_ARGS(study->uid), SLICE_ARGS(series->values[IMAGE_SERIES_UID]), IMAGE_PAGE, offset);
        Document *answer = ask(study, path);
        bool is_read = answer && add_page(study, series, answer, page == 0, &count);
        document_free(answer);
        if (!is_read) {
            return false;
        }
        size_t now = study->set->places.count;
        if (count == 0 || now == known) {
            return true;
        }
        known = now;
        offset += count;
    }
    return error_set(study->error, ERROR_LIMIT, name_of(study, SLICE("studies")).bytes,
                     "the pages of series %.*s do not end: more than %d", SLICE_ARGS(series->values[IMAGE_SERIES_UID]),
                     IMAGE_PAGES_MAXIMUM);
}

/* Reads the headers of all instances of a series at once; `is_known` is false where the server does not give them. */
static bool read_headers(const WebStudy *study, const Image *series, bool *is_known)
{
    Slice path = arena_format(study->arena, "studies/%.*s/series/%.*s/metadata", SLICE_ARGS(study->uid),
                              SLICE_ARGS(series->values[IMAGE_SERIES_UID]));
    Document *headers = ask(study, path);
    *is_known = false;
    for (NodeId item = headers ? image_json_next(headers, NODE_NONE) : NODE_NONE; item != NODE_NONE;
         item = image_json_next(headers, item)) {
        Image image = {0};
        image_json_fill(headers, item, study->arena, &image);
        image.values[IMAGE_STUDY_UID] = study->uid;
        image.values[IMAGE_SERIES_UID] = series->values[IMAGE_SERIES_UID];
        *is_known = add_image(study, &image) || *is_known;
    }
    bool is_read = headers != NULL;
    document_free(headers);
    return is_read;
}

/* Reads a series that a search found. */
static bool read_series(const WebStudy *study, const Document *list, NodeId item)
{
    Image series = {0};
    image_json_fill(list, item, study->arena, &series);
    series.values[IMAGE_STUDY_UID] = study->uid;
    if (!is_uid(series.values[IMAGE_SERIES_UID])) {
        return true;
    }
    size_t count = image_json_number(list, item, SLICE("00201209")); /* Number of Series Related Instances */
    bool is_known = false;
    if (count > 0 && count <= IMAGE_HEADERS_MAXIMUM && !read_headers(study, &series, &is_known)) {
        return false;
    }
    return is_known || read_instances(study, &series);
}

bool image_web_read(const ImageWeb *web, Slice study_uid, ImageSet *set, Error *error)
{
    WebStudy study = {.web = web, .set = set, .uid = study_uid, .error = error};
    if (!is_uid(study_uid)) {
        return error_set(error, ERROR_FORMAT, NULL, "'" SHOWN "' is not a DICOM UID",
                         SHOWN_ARGS(shown_value(study_uid)));
    }
    study.arena = arena_new();
    Slice path = arena_format(study.arena, "studies/%.*s/series", SLICE_ARGS(study_uid));
    Document *list = ask(&study, path);
    bool is_read = list != NULL;
    for (NodeId item = list ? image_json_next(list, NODE_NONE) : NODE_NONE; item != NODE_NONE && is_read;
         item = image_json_next(list, item)) {
        is_read = document_node(list, item)->kind != NODE_OBJECT || read_series(&study, list, item);
    }
    document_free(list);
    arena_free(study.arena);
    return is_read;
}
