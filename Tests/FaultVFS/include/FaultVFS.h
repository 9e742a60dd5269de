#ifndef FAULT_VFS_H
#define FAULT_VFS_H

#include <stdint.h>

/// What becomes of the writes that were not synced when the power goes.
enum fault_policy {
  /// None of them reaches the disk.
  FAULT_DROP = 0,
  /// The first of them do, and the next one in part.
  FAULT_TEAR = 1,
  /// Some do, some do not, and some leave rubbish.
  FAULT_GARBLE = 2,
  FAULT_POLICIES = 3
};

/// Makes a VFS over the usual one the default of this process. It remembers, for every database and log file below `root`, what has been
/// synced and what has only been written. Just before each sync takes effect, it writes what the disk would hold if the power went then:
/// `images/<number of the sync>-<policy>/<name of the file>`, once for each policy.
/// @param every at each sync, or only at every so-manieth.
/// @return 0, or an SQLite error code.
int fault_vfs_install(const char *root, const char *images, uint64_t seed, int every);

/// How many syncs there were.
int fault_vfs_syncs(void);

#endif
