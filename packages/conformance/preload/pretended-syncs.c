/*
 * Preloaded into a broker: fdatasync of everything but the metadata log says that it has synced and
 * has done nothing, so that a harness that loses power can show that it notices.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int fdatasync(int descriptor) {
  char link[64];
  char path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = '\0';
  if (strstr(path, "__cluster_metadata") == NULL) return 0;
  return (int)syscall(SYS_fdatasync, descriptor);
}
