/* Body of an answer: unpacked where it is packed, counted, and handed on. */
#include "src/net/http_inside.h"

/* Counts the values of JSON in the next bytes; an empty array or object counts twice. False where there are too many.
 */
static bool count_values(HttpTransfer *transfer, Slice part)
{
    bool is_text = transfer->is_in_text, is_escaped = transfer->is_escaped;
    uint64_t count = transfer->values;
    for (size_t i = 0; i < part.length; i++) {
        char byte = part.bytes[i];
        if (is_text) {
            is_text = is_escaped || byte != '"';
            is_escaped = !is_escaped && byte == '\\';
        } else {
            is_text = byte == '"';
            count += byte == ',' || byte == '{' || byte == '[';
        }
    }
    transfer->is_in_text = is_text;
    transfer->is_escaped = is_escaped;
    transfer->values = count;
    transfer->has_many_values = count > http_values_most(transfer);
    return !transfer->has_many_values;
}

uint64_t http_values_most(const HttpTransfer *transfer)
{
    uint64_t most = transfer->limits.size / HTTP_BYTES_A_VALUE;
    return most > HTTP_VALUES_LEAST ? most : HTTP_VALUES_LEAST;
}

/* Hands bytes on; false where the transfer is to end. */
static bool hand_on(HttpTransfer *transfer, Slice part)
{
    int status = http_transfer_status(transfer);
    bool is_kept = !transfer->request->take || status < 200 || status >= 300;
    uint64_t most = is_kept ? transfer->limits.size : transfer->most;
    transfer->received += part.length;
    if (transfer->received > most) {
        transfer->most = most;
        transfer->is_large = true;
        return false;
    }
    bool is_json = transfer->request->accept && strstr(transfer->request->accept, "json");
    if (is_kept && is_json && !count_values(transfer, part)) {
        return false;
    }
    if (is_kept) {
        text_append(&transfer->answer->body, part);
        return true;
    }
    transfer->is_stuck = !transfer->request->take(transfer->request->context, part, &transfer->error);
    return !transfer->is_stuck;
}

/* How the body is packed; empty where it is not. */
static Slice encoding_of(const HttpTransfer *transfer)
{
    Slice encoding = slice_trim(http_header(transfer->answer, "content-encoding"));
    return slice_equals_ignoring_case(encoding, SLICE("identity")) ? SLICE("") : encoding;
}

bool http_body_take(HttpTransfer *transfer, Slice part)
{
    Slice encoding = encoding_of(transfer);
    if (encoding.length == 0) {
        return hand_on(transfer, part);
    }
    bool is_gzip =
        slice_equals_ignoring_case(encoding, SLICE("gzip")) || slice_equals_ignoring_case(encoding, SLICE("x-gzip"));
    if (!is_gzip) {
        transfer->is_foreign = true;
        return false;
    }
    uint64_t most = transfer->most > transfer->limits.size ? transfer->most : transfer->limits.size;
    size_t room = transfer->received < most ? (size_t)(most - transfer->received) : 0;
    Text unpacked = TEXT_EMPTY;
    transfer->gunzip = transfer->gunzip ? transfer->gunzip : gunzip_new(NULL);
    transfer->is_damaged = !gunzip_take(transfer->gunzip, &part, room + 1, &unpacked, NULL);
    bool goes_on = !transfer->is_damaged && hand_on(transfer, text_slice(&unpacked));
    text_free(&unpacked);
    return goes_on;
}

bool http_body_end(HttpTransfer *transfer)
{
    bool is_whole = !transfer->gunzip || gunzip_end(transfer->gunzip, NULL);
    gunzip_free(transfer->gunzip);
    transfer->gunzip = NULL;
    return is_whole;
}
