// A VFS that knows what a power cut would leave behind. Reads and writes go to the usual VFS; beside it stands, for every file, its content
// as of the last sync and the list of what was written since. See https://sqlite.org/vfs.html and "TH3's crash tests" on
// https://sqlite.org/testing.html, section 3.3, for the idea.
#include "FaultVFS.h"

#include <limits.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SECTOR = 512, MOST_FILES = 16 };

/// Something done to a file and not synced: bytes at an offset, or a new length.
typedef struct change {
  struct change *next;
  sqlite3_int64 offset;
  int length;  // -1: the file is cut at `offset`
  unsigned char bytes[];
} change;

/// A file as the disk holds it, with what has not reached the disk.
typedef struct {
  char path[PATH_MAX];
  unsigned char *durable;
  sqlite3_int64 size;
  change *first, *last;
} tracked;

typedef struct {
  sqlite3_file base;
  tracked *file;  // NULL: none of ours
  sqlite3_file *real;
} fault_file;

static sqlite3_vfs *usual;
static sqlite3_vfs vfs;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static tracked *files[MOST_FILES];
static char root_path[PATH_MAX], images_path[PATH_MAX];
static uint64_t random_state;
static int sync_count, sync_step = 1;

static uint64_t next_random(void) {  // SplitMix64
  uint64_t z = (random_state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

// MARK: Content

static void put(unsigned char **content, sqlite3_int64 *size, sqlite3_int64 offset, const unsigned char *bytes, int length) {
  if (offset + length > *size) {
    *content = realloc(*content, (size_t)(offset + length));
    if (offset > *size) memset(*content + *size, 0, (size_t)(offset - *size));
    *size = offset + length;
  }
  memcpy(*content + offset, bytes, (size_t)length);
}

static void apply(unsigned char **content, sqlite3_int64 *size, const change *one) {
  if (one->length >= 0) {
    put(content, size, one->offset, one->bytes, one->length);
  } else if (one->offset < *size) {
    *size = one->offset;
  }
}

static void remember(tracked *file, sqlite3_int64 offset, const void *bytes, int length) {
  change *one = malloc(sizeof(change) + (length > 0 ? (size_t)length : 0));
  one->next = NULL;
  one->offset = offset;
  one->length = length;
  if (length > 0) memcpy(one->bytes, bytes, (size_t)length);
  if (file->last) file->last->next = one; else file->first = one;
  file->last = one;
}

static void settle(tracked *file) {
  for (change *one = file->first; one;) {
    change *next = one->next;
    apply(&file->durable, &file->size, one);
    free(one);
    one = next;
  }
  file->first = file->last = NULL;
}

/// A part of a write: whole sectors from its start, as many as chance has it.
static void apply_part(unsigned char **content, sqlite3_int64 *size, const change *one) {
  int sectors = one->length / SECTOR;
  int part = (int)(next_random() % (uint64_t)(sectors + 1)) * SECTOR;
  if (part > 0) put(content, size, one->offset, one->bytes, part);
}

static void apply_rubbish(unsigned char **content, sqlite3_int64 *size, const change *one) {
  apply(content, size, one);
  if (one->length <= 0) return;
  sqlite3_int64 start = one->offset + (sqlite3_int64)(next_random() % (uint64_t)one->length);
  sqlite3_int64 end = start + SECTOR < one->offset + one->length ? start + SECTOR : one->offset + one->length;
  for (sqlite3_int64 at = start; at < end; at++) (*content)[at] = (unsigned char)next_random();
}

/// What the disk would hold of a file.
static void write_image(const tracked *file, const char *folder, int policy) {
  sqlite3_int64 size = file->size;
  unsigned char *content = malloc((size_t)size + 1);
  if (size) memcpy(content, file->durable, (size_t)size);
  int pending = 0;
  for (const change *one = file->first; one; one = one->next) pending++;
  int whole = pending ? (int)(next_random() % (uint64_t)pending) : 0, number = 0;
  for (const change *one = file->first; one && policy != FAULT_DROP; one = one->next, number++) {
    if (policy == FAULT_TEAR) {
      if (number < whole) apply(&content, &size, one);
      if (number == whole && one->length > 0) apply_part(&content, &size, one);
    } else {
      switch (next_random() % 3) {
        case 0: break;
        case 1: apply(&content, &size, one); break;
        default: apply_rubbish(&content, &size, one);
      }
    }
  }
  char path[PATH_MAX * 2];
  const char *name = strrchr(file->path, '/');
  snprintf(path, sizeof path, "%s/%s", folder, name ? name + 1 : file->path);
  FILE *out = fopen(path, "wb");
  if (out) {
    fwrite(content, 1, (size_t)size, out);
    fclose(out);
  }
  free(content);
}

static void write_images(void) {
  for (int policy = 0; policy < FAULT_POLICIES; policy++) {
    char folder[PATH_MAX + 32];
    snprintf(folder, sizeof folder, "%s/%d-%d", images_path, sync_count, policy);
    mkdir(folder, 0700);
    for (int i = 0; i < MOST_FILES; i++)
      if (files[i]) write_image(files[i], folder, policy);
  }
}

// MARK: Files

static tracked *find(const char *path, int make) {
  int empty = -1;
  for (int i = 0; i < MOST_FILES; i++) {
    if (files[i] && strcmp(files[i]->path, path) == 0) return files[i];
    if (!files[i] && empty < 0) empty = i;
  }
  if (!make || empty < 0) return NULL;
  tracked *file = calloc(1, sizeof(tracked));
  snprintf(file->path, sizeof file->path, "%s", path);
  FILE *in = fopen(path, "rb");
  if (in) {
    fseek(in, 0, SEEK_END);
    file->size = ftell(in);
    rewind(in);
    file->durable = malloc((size_t)file->size + 1);
    file->size = (sqlite3_int64)fread(file->durable, 1, (size_t)file->size, in);
    fclose(in);
  }
  files[empty] = file;
  return file;
}

static void forget(const char *path) {
  for (int i = 0; i < MOST_FILES; i++) {
    if (!files[i] || strcmp(files[i]->path, path) != 0) continue;
    settle(files[i]);
    free(files[i]->durable);
    free(files[i]);
    files[i] = NULL;
  }
}

#define REAL(f) (((fault_file *)(f))->real)

static int fault_close(sqlite3_file *f) { return REAL(f)->pMethods->xClose(REAL(f)); }
static int fault_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at) { return REAL(f)->pMethods->xRead(REAL(f), to, n, at); }

static int fault_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at) {
  tracked *file = ((fault_file *)f)->file;
  if (file) {
    pthread_mutex_lock(&lock);
    remember(file, at, from, n);
    pthread_mutex_unlock(&lock);
  }
  return REAL(f)->pMethods->xWrite(REAL(f), from, n, at);
}

static int fault_truncate(sqlite3_file *f, sqlite3_int64 size) {
  tracked *file = ((fault_file *)f)->file;
  if (file) {
    pthread_mutex_lock(&lock);
    remember(file, size, NULL, -1);
    pthread_mutex_unlock(&lock);
  }
  return REAL(f)->pMethods->xTruncate(REAL(f), size);
}

static int fault_sync(sqlite3_file *f, int flags) {
  (void)flags;
  tracked *file = ((fault_file *)f)->file;
  if (!file) return REAL(f)->pMethods->xSync(REAL(f), flags);
  pthread_mutex_lock(&lock);
  sync_count++;
  if (sync_count % sync_step == 0) write_images();
  settle(file);
  pthread_mutex_unlock(&lock);
  // The disk is played: nothing need wait for the real one.
  return SQLITE_OK;
}

static int fault_size(sqlite3_file *f, sqlite3_int64 *size) { return REAL(f)->pMethods->xFileSize(REAL(f), size); }
static int fault_lock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xLock(REAL(f), level); }
static int fault_unlock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xUnlock(REAL(f), level); }
static int fault_reserved(sqlite3_file *f, int *is) { return REAL(f)->pMethods->xCheckReservedLock(REAL(f), is); }
static int fault_control(sqlite3_file *f, int op, void *arg) { return REAL(f)->pMethods->xFileControl(REAL(f), op, arg); }
static int fault_sector(sqlite3_file *f) { return REAL(f)->pMethods->xSectorSize(REAL(f)); }
static int fault_device(sqlite3_file *f) { return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f)); }
static int fault_map(sqlite3_file *f, int page, int size, int extend, void volatile **to) {
  return REAL(f)->pMethods->xShmMap(REAL(f), page, size, extend, to);
}
static int fault_shm_lock(sqlite3_file *f, int at, int n, int flags) { return REAL(f)->pMethods->xShmLock(REAL(f), at, n, flags); }
static void fault_barrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int fault_unmap(sqlite3_file *f, int drop) { return REAL(f)->pMethods->xShmUnmap(REAL(f), drop); }

static const sqlite3_io_methods methods = {
  2, fault_close, fault_read, fault_write, fault_truncate, fault_sync, fault_size, fault_lock, fault_unlock, fault_reserved, fault_control,
  fault_sector, fault_device, fault_map, fault_shm_lock, fault_barrier, fault_unmap, NULL, NULL,
};

static int is_ours(const char *name, int flags) {
  int kinds = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  return name && (flags & kinds) && strncmp(name, root_path, strlen(root_path)) == 0;
}

static int fault_open(sqlite3_vfs *self, const char *name, sqlite3_file *f, int flags, int *out) {
  (void)self;
  fault_file *file = (fault_file *)f;
  file->real = (sqlite3_file *)(file + 1);
  file->file = NULL;
  int code = usual->xOpen(usual, name, file->real, flags, out);
  if (file->real->pMethods) f->pMethods = &methods;
  if (code == SQLITE_OK && is_ours(name, flags)) {
    pthread_mutex_lock(&lock);
    file->file = find(name, 1);
    pthread_mutex_unlock(&lock);
  }
  return code;
}

static int fault_delete(sqlite3_vfs *self, const char *name, int sync) {
  (void)self;
  pthread_mutex_lock(&lock);
  forget(name);
  pthread_mutex_unlock(&lock);
  return usual->xDelete(usual, name, sync);
}

int fault_vfs_install(const char *root, const char *images, uint64_t seed, int every) {
  usual = sqlite3_vfs_find(NULL);
  if (!usual) return SQLITE_ERROR;
  snprintf(root_path, sizeof root_path, "%s", root);
  snprintf(images_path, sizeof images_path, "%s", images);
  random_state = seed;
  sync_step = every > 0 ? every : 1;
  vfs = *usual;
  vfs.zName = "fault";
  vfs.pNext = NULL;
  vfs.szOsFile = (int)sizeof(fault_file) + usual->szOsFile;
  vfs.xOpen = fault_open;
  vfs.xDelete = fault_delete;
  return sqlite3_vfs_register(&vfs, 1);
}

int fault_vfs_syncs(void) { return sync_count; }
