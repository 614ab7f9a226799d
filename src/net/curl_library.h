/*
 * Curl library: libcurl, loaded when the first request is made.
 *
 * It is not linked: it and the thirty libraries that it needs would take several times as long to load as a small file
 * takes to be checked, and nothing but requests needs it. Where it is not installed, requests fail with a sentence, and
 * all else works.
 */
#ifndef IPSE_NET_CURL_LIBRARY_H
#define IPSE_NET_CURL_LIBRARY_H

#include "src/base/error.h"

#include <curl/curl.h>

/* The functions that are used, as curl.h declares them: X(member, type of the function) */
#define CURL_FUNCTION_TABLE(X)                                                                                         \
    X(global_init, CURLcode (*)(long))                                                                                 \
    X(easy_init, CURL *(*)(void))                                                                                      \
    X(easy_cleanup, void (*)(CURL *))                                                                                  \
    X(easy_reset, void (*)(CURL *))                                                                                    \
    X(easy_setopt, CURLcode (*)(CURL *, CURLoption, ...))                                                              \
    X(easy_getinfo, CURLcode (*)(CURL *, CURLINFO, ...))                                                               \
    X(easy_strerror, const char *(*)(CURLcode))                                                                        \
    X(multi_init, CURLM *(*)(void))                                                                                    \
    X(multi_cleanup, CURLMcode (*)(CURLM *))                                                                           \
    X(multi_add_handle, CURLMcode (*)(CURLM *, CURL *))                                                                \
    X(multi_remove_handle, CURLMcode (*)(CURLM *, CURL *))                                                             \
    X(multi_perform, CURLMcode (*)(CURLM *, int *))                                                                    \
    X(multi_poll, CURLMcode (*)(CURLM *, struct curl_waitfd *, unsigned, int, int *))                                  \
    X(multi_info_read, CURLMsg *(*)(CURLM *, int *))                                                                   \
    X(slist_append, struct curl_slist *(*)(struct curl_slist *, const char *))                                         \
    X(slist_free_all, void (*)(struct curl_slist *))

typedef struct CurlLibrary {
#define CURL_FUNCTION_MEMBER(member, type) __typeof__((type)0) member;
    CURL_FUNCTION_TABLE(CURL_FUNCTION_MEMBER)
#undef CURL_FUNCTION_MEMBER
} CurlLibrary;

/* Loads the library; false with a sentence where it is not installed or too old. It stays loaded. */
bool curl_library_load(CurlLibrary *library, Error *error);

#endif
