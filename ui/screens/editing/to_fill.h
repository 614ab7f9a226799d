/*
 * To fill: the empty fields that filling (filling.h) put into the file, or that a new file asks for, and that still
 * wait for a value.
 *
 * They are errors for who reads the file as it is, and are judged as such. As long as the fields are gone through they
 * are counted and marked apart: they say nothing about the work. Esc makes gaps of them; what a new file must have
 * stays empty then, and is an error.
 */
#ifndef IPSE_SCREENS_TO_FILL_H
#define IPSE_SCREENS_TO_FILL_H

#include "ui/screens/bench/bench.h"

/* True for the issue of a file's report that tells nothing but that a field of the shown file waits for a value. */
bool to_fill_is(const Workbench *bench, const OpenFile *file, const Issue *issue);

/* The number of these issues in a file. */
uint32_t to_fill_count(const Workbench *bench, const OpenFile *file);

/* As report_worst_between, but without these issues. */
bool to_fill_worst_between(const Workbench *bench, const OpenFile *file, uint32_t start, uint32_t end, Severity *worst);

/* The same for a value of the shown file and all that is in it. */
bool to_fill_worst_within(const Workbench *bench, NodeId node, Severity *worst);

#endif
