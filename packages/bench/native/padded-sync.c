/*
 * Makes each sync of a process take at least SYNC_PADDING_MICROSECONDS, as on a slower disk: loaded
 * with LD_PRELOAD into the brokers that are measured, so that the same holds for all of them. What
 * counts as a sync: fsync, fdatasync, msync that waits, and writes to files opened with O_DSYNC or
 * O_SYNC. Syncs of several threads are padded beside each other.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static struct timespec deadline(void) {
  static long padding = -1;
  if (padding < 0) {
    const char *text = getenv("SYNC_PADDING_MICROSECONDS");
    padding = text == NULL ? 0 : atol(text) * 1000;
  }
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  long nanoseconds = at.tv_nsec + padding;
  at.tv_sec += nanoseconds / 1000000000;
  at.tv_nsec = nanoseconds % 1000000000;
  return at;
}

static void sleep_until(struct timespec at) {
  int kept = errno;
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) == EINTR) {
  }
  errno = kept;
}

/** Asked of the system each time, which knows also of files that were opened or closed past libc. */
static int syncs_writes(int file) {
  int kept = errno;
  int flags = fcntl(file, F_GETFL);
  errno = kept;
  return flags >= 0 && (flags & O_DSYNC) != 0;
}

#define PADDED(name, result, parameters, arguments, condition)                        \
  result name parameters {                                                            \
    static __typeof__(&name) next;                                                    \
    if (next == NULL) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name);              \
    if (!(condition)) return next arguments;                                          \
    struct timespec end = deadline();                                                 \
    result outcome = next arguments;                                                  \
    sleep_until(end);                                                                 \
    return outcome;                                                                   \
  }

PADDED(fsync, int, (int file), (file), 1)
PADDED(fdatasync, int, (int file), (file), 1)
PADDED(msync, int, (void *from, size_t length, int flags), (from, length, flags),
       (flags & MS_SYNC) != 0)
PADDED(write, ssize_t, (int file, const void *from, size_t length), (file, from, length),
       syncs_writes(file))
PADDED(writev, ssize_t, (int file, const struct iovec *parts, int count), (file, parts, count),
       syncs_writes(file))
PADDED(pwrite, ssize_t, (int file, const void *from, size_t length, off_t at),
       (file, from, length, at), syncs_writes(file))
PADDED(pwrite64, ssize_t, (int file, const void *from, size_t length, off64_t at),
       (file, from, length, at), syncs_writes(file))
PADDED(pwritev, ssize_t, (int file, const struct iovec *parts, int count, off_t at),
       (file, parts, count, at), syncs_writes(file))
PADDED(pwritev64, ssize_t, (int file, const struct iovec *parts, int count, off64_t at),
       (file, parts, count, at), syncs_writes(file))
