/*
 * Code list: the values that a picker offers for a row.
 */
#ifndef IPSE_SCREENS_CODE_LIST_H
#define IPSE_SCREENS_CODE_LIST_H

#include "src/outline/values/known_values.h"

/* Starts all zero; free `values`. */
typedef struct CodeList {
    KnownValue *values;
    size_t count;
    size_t capacity;
    bool is_cut; /* there may be more than are listed */
} CodeList;

/* As KnownVisit.visit: adds a value; false where no more are taken. `context` is the list. */
bool code_list_take(void *context, const KnownValue *value);

/* Sorts values without groups by their names where their codes are only numbers, which tell nobody where to look. */
void code_list_sort(CodeList *codes);

/* Lists the codes of a value set alone, those of systems with numbers for codes by name; false where none are known. */
bool code_list_fill(CodeList *codes, const Rules *rules, const ValueSet *set);

/* Lists the known codes of a code system in the same way. */
void code_list_fill_system(CodeList *codes, const CodeSystem *system);

#endif
