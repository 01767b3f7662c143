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

void nianbao_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

void nianbao_limit_memory(unsigned long bytes) {
  struct rlimit limit = {bytes, bytes};
  setrlimit(RLIMIT_AS, &limit);
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
