/* Ask ahead: a few documents first, many once questions came up. */
#include "src/check/ask_ahead.h"

enum { FEW = 8, MANY = 64, ROUNDS = 8, BYTES_MAXIMUM = 32 << 20 };

/* Checks documents until the service has answered all that they ask; false where it was asked nothing. */
static bool ask_together(Checker *checker, Document *const *documents, size_t count)
{
    const TermService *terms = checker_terms(checker);
    uint64_t known = terms->settle(terms->context), first = known;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < count; i++) {
            report_free(check_document(checker, documents[i]));
        }
        uint64_t now = terms->settle(terms->context);
        if (now == known) {
            break;
        }
        known = now;
    }
    return known != first;
}

void ask_ahead(AskAhead *ahead, Checker *checker, size_t number, size_t count)
{
    Document *documents[MANY];
    size_t held = 0, bytes = 0, most = ahead->has_asked ? MANY : FEW;
    if (!checker_terms(checker) || number < ahead->next || number >= count) {
        return;
    }
    for (ahead->next = number; ahead->next < count && ahead->next - number < most && bytes < BYTES_MAXIMUM;
         ahead->next++) {
        Document *document = ahead->open(ahead->context, ahead->next);
        if (document) {
            bytes += document_bytes(document).length;
            documents[held++] = document;
        }
    }
    ahead->has_asked = held > 1 && ask_together(checker, documents, held);
    ahead->left_out = ahead->has_asked ? 0 : ahead->left_out > 0 ? 2 * ahead->left_out : FEW;
    ahead->next += ahead->left_out;
    for (size_t i = 0; i < held; i++) {
        document_free(documents[i]);
    }
}
