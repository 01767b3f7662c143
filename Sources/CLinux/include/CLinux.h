#pragma once
// Calls of Linux that Swift's Glibc module does not show: GNU extensions, and calls of a variable number of arguments.

/// pipe2(2) with close-on-exec.
int nianbao_pipe(int descriptors[2]);
/// syncfs(2): everything written to the file system of a descriptor reaches the disk.
int nianbao_sync_file_system(int descriptor);
/// prctl(2), PR_SET_PDEATHSIG: SIGTERM when the parent ends, so that a half-written file is taken away.
void nianbao_end_with_parent(void);
/// setrlimit(2), RLIMIT_AS: bytes of address space. Nothing in a build with the address or the thread sanitizer, which takes terabytes of it.
void nianbao_limit_memory(unsigned long bytes);
/// setrlimit(2), RLIMIT_CORE: no core files.
void nianbao_no_core_files(void);
/// Freed memory up to 64 megabytes is not handed back to the kernel (mallopt(3)); nothing where the C library is another.
void nianbao_keep_freed_memory(void);
/// Landlock (landlock(7)): from now on this process writes and makes files only under `folder` (or nowhere, when that is null), starts no
/// program, and opens no TCP connection, as far as the kernel can enforce that; and seccomp(2): no sockets of the internet.
/// Returns a sum of what is in force: 1 files, 2 connections, 4 sockets.
int nianbao_confine(const char *folder);
