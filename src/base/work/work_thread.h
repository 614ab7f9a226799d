/*
 * Threads of tasks and errands.
 */
#ifndef IPSE_BASE_WORK_THREAD_H
#define IPSE_BASE_WORK_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* Starts a thread with room on its stack for deep documents. Signals are left to the thread that starts it, but for
   those of a fault. False where the system gives no more threads. */
bool work_thread_start(pthread_t *thread, void *(*run)(void *context), void *context);

#endif
