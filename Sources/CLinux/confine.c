#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>

// The constants of later versions of the interface, for headers that do not have them. Source: linux/landlock.h.
#define RIGHT_REFER (1ULL << 13)     // version 2
#define RIGHT_TRUNCATE (1ULL << 14)  // version 3
#define RIGHT_TCP ((1ULL << 0) | (1ULL << 1))  // version 4: bind and connect

// All that writes: write a file, remove and make things of each kind.
#define RIGHTS_WRITE \
  (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | \
   LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | \
   LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

struct rules {
  uint64_t files;
  uint64_t connections;
};

static int landlock(const char *folder) {
#if defined(SYS_landlock_create_ruleset)
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return 0;
  struct rules rules = {RIGHTS_WRITE, 0};
  if (version >= 2) rules.files |= RIGHT_REFER;
  if (version >= 3) rules.files |= RIGHT_TRUNCATE;
  if (version >= 4) rules.connections = RIGHT_TCP;
  uint64_t inFolder = rules.files;
  rules.files |= LANDLOCK_ACCESS_FS_EXECUTE;
  int set = (int)syscall(SYS_landlock_create_ruleset, &rules, version >= 4 ? sizeof rules : sizeof rules.files, 0);
  if (set < 0) return 0;
  int allowed = 1;
  if (folder) {
    struct landlock_path_beneath_attr beneath = {.allowed_access = inFolder, .parent_fd = open(folder, O_PATH | O_CLOEXEC)};
    allowed = beneath.parent_fd >= 0 && syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    if (beneath.parent_fd >= 0) close(beneath.parent_fd);
  }
  // Without the folder's own rule nothing could be written at all: then the run does without.
  int done = allowed && syscall(SYS_landlock_restrict_self, set, 0) == 0;
  close(set);
  return done ? (version >= 4 ? 3 : 1) : 0;
#else
  (void)folder;
  return 0;
#endif
}

/// socket(2) answers EACCES but for sockets of this machine (AF_UNIX); socketpair is not touched.
static int no_sockets(void) {
#if defined(__x86_64__)
  const unsigned architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
  const unsigned architecture = AUDIT_ARCH_AARCH64;
#else
  const unsigned architecture = 0;
#endif
  if (!architecture) return 0;
  struct sock_filter code[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 0, 5),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof code / sizeof code[0], code};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ? 4 : 0;
}

int nianbao_confine(const char *folder) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 0;
  return landlock(folder) | no_sockets();
}
#else
int nianbao_confine(const char *folder) {
  (void)folder;
  return 0;
}
#endif
