#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

int nianbao_pipe(int descriptors[2]) { return pipe2(descriptors, O_CLOEXEC); }

int nianbao_sync_file_system(int descriptor) { return syncfs(descriptor); }

void nianbao_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGTERM); }

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SHADOW_MEMORY 1
#endif
#endif

void nianbao_limit_memory(unsigned long bytes) {
#ifdef SHADOW_MEMORY
  // A sanitizer maps terabytes for what it knows of every byte. Its own limit is of what is in use: ASAN_OPTIONS=hard_rss_limit_mb.
  (void)bytes;
#else
  struct rlimit limit = {bytes, bytes};
  setrlimit(RLIMIT_AS, &limit);
#endif
}

void nianbao_keep_freed_memory(void) {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
}

void nianbao_no_core_files(void) {
  struct rlimit limit = {0, 0};
  setrlimit(RLIMIT_CORE, &limit);
}
