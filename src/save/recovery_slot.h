/*
 * Recovery slot: the files of one program for one file that it has open, by name and lock (recovery.h).
 */
#ifndef IPSE_SAVE_RECOVERY_SLOT_H
#define IPSE_SAVE_RECOVERY_SLOT_H

#include "src/save/recovery.h"

typedef struct RecoverySlot {
    char *folder;
    char stem[17];   /* hash of the real path, as hexadecimal digits */
    unsigned number; /* 0: no slot is taken */
    int lock;        /* descriptor; -1: none */
    char *lock_path;
    char *temporary;
    char *paths[RECOVERY_KIND_COUNT];
} RecoverySlot;

/* A slot for a file, which is not taken yet. `state_folder` NULL: by the environment. Free with recovery_slot_free. */
void recovery_slot_init(RecoverySlot *slot, const char *target, const char *state_folder);

/* Takes the first free number, making the state folder where it is missing; true also where one is taken already. False
   with errno where the folder takes no file. */
bool recovery_slot_take(RecoverySlot *slot);

/* Gives the slot back. */
void recovery_slot_free(RecoverySlot *slot);

/* As recovery_discard, recovery_list and recovery_other_process. */
void recovery_slot_discard(const char *path);
void recovery_slot_list(const RecoverySlot *slot, RecoveryKind kind, RecoveryList *list);
long recovery_slot_other_process(const RecoverySlot *slot);

#endif
