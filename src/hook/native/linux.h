/*
 * The kernel of Linux without a C library. A static C library asks the processor for its features when it starts, which
 * in a virtual machine takes longer than everything the relay does.
 */
#include <asm/unistd.h>
#include <stddef.h>
#include <stdint.h>

enum { RDONLY = 0, DIRECTORY_X64 = 0200000, DIRECTORY_ARM64 = 040000, CLOEXEC = 02000000 };
enum { SIGKILL_ = 9, SIGPIPE_ = 13, SIGALRM_ = 14 };
enum { EINTR_ = 4, EAGAIN_ = 11 };
enum { POLLIN_ = 1, POLLOUT_ = 4 };

#if defined(__x86_64__)
enum { DIRECTORY = DIRECTORY_X64 };
__asm__(".globl _start\n_start:\n xor %ebp, %ebp\n mov %rsp, %rdi\n and $-16, %rsp\n call begin\n hlt\n");

static long call6(long n, long a, long b, long c, long d, long e, long f) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "+a"(n)
                   : "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return n;
}
#elif defined(__aarch64__)
enum { DIRECTORY = DIRECTORY_ARM64 };
__asm__(".globl _start\n_start:\n mov x29, #0\n mov x30, #0\n mov x0, sp\n and x1, x0, #-16\n mov sp, x1\n bl begin\n brk #0\n");

static long call6(long n, long a, long b, long c, long d, long e, long f) {
  register long x8 __asm__("x8") = n;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
}
#else
#error "No relay for this processor."
#endif

#define SYS(name, ...) SYS_(__NR_##name, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0)
#define SYS_(n, a, b, c, d, e, f, ...) \
  call6(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

__attribute__((noreturn)) static void leave(int code) {
  for (;;) SYS(exit_group, code);
}

/* What the compiler calls by itself. */
void *memcpy(void *to, const void *from, size_t length) {
  for (size_t i = 0; i < length; i++) ((volatile char *)to)[i] = ((const char *)from)[i];
  return to;
}
void *memset(void *to, int value, size_t length) {
  for (size_t i = 0; i < length; i++) ((volatile char *)to)[i] = (char)value;
  return to;
}

/* The stack is watched: who writes beyond a buffer ends in a denial. The value is the kernel's own random one. */
uintptr_t __stack_chk_guard;
__attribute__((noreturn)) void __stack_chk_fail(void) { leave(2); }

struct moment { long seconds, microseconds; };
struct timer { struct moment interval, value; };
struct action { void (*handler)(int); unsigned long flags; void (*restorer)(void); unsigned long mask; };
struct waited { int file; short wanted, happened; };
struct name { uint64_t inode; int64_t next; unsigned short length; unsigned char type; char text[]; };
struct address { unsigned short family; char path[108]; };

static int running(const struct action *what, int sig) {
  return SYS(rt_sigaction, sig, what, 0, sizeof(unsigned long)) == 0;
}

/* Waits until a file can be read or written; the kernel's alarm ends it. */
static void wait_for(int file, short wanted) {
  struct waited one = {file, wanted, 0};
  SYS(ppoll, &one, 1, 0, 0, 0);
}
