/*
 * Countersign's hook as a program of its own, for Linux. Reads the agent's call on stdin, hands it to the only editor
 * window, prints what it is told and ends as it is told. Whatever is not usual (several windows, none, an entry in
 * another form) it hands on to the launcher, which starts the relay in Perl, or Node: they know every case.
 *
 * INVARIANT: exit code 10 means "go on" to the command line that calls it, and only a whole reply that says so leads to
 * it. Everything else is a denial: exit code 2 with a reason, or the end of a program that failed.
 *
 * No C library, no memory but what is declared here. Each buffer's end is checked where it is written.
 */
#include "linux.h"
#include "text.h"

enum { GO_ON = 10, DENY = 2 };
enum { CALL_LIMIT = 8 << 20, REPLY_LIMIT = 1 << 20, ENTRY_LIMIT = 65536, LONGEST_MS = 3540000 };

static char call[CALL_LIMIT + 65536], reply[REPLY_LIMIT + 65536 + 1], entry[ENTRY_LIMIT], out[65536];
static char names[32768] __attribute__((aligned(8)));
static char path[4096], launcher[4096];
static size_t call_length, out_length;
static char **arguments;

/* All of it, or not: 0. */
static int write_all(int file, const char *bytes, size_t length) {
  while (length > 0) {
    long written = SYS(write, file, bytes, length);
    if (written == -EINTR_) continue;
    if (written == -EAGAIN_) { wait_for(file, POLLOUT_); continue; }
    if (written <= 0) return 0;
    bytes += written;
    length -= (size_t)written;
  }
  return 1;
}
static void say(struct text text) { write_all(2, text.start, text.length); }

__attribute__((noreturn)) static void deny_with(struct text reason) {
  static const char stopped[] = "Countersign stopped this action. ";
  int named = reason.length >= 11 && same((struct text){reason.start, 11}, "Countersign");
  if (!named) say((struct text){stopped, sizeof stopped - 1});
  say(reason);
  if (!ends_in(reason, "\n")) say((struct text){"\n", 1});
  leave(DENY);
}
__attribute__((noreturn)) static void deny(const char *reason) {
  deny_with((struct text){reason, length_of(reason)});
}

/*
 * The kernel's timer is the watchdog: no clock that could jump moves it, and it outlives exec. The second one needs
 * nothing of this program any more, for when not even the reason can be printed.
 */
static void set_timer(long ms) {
  struct timer timer = {{0, 0}, {ms / 1000, ms % 1000 * 1000}};
  if (SYS(setitimer, 0, &timer, 0) != 0) deny("The time could not be limited.");
}
static long left_ms(void) {
  struct timer timer = {{0, 0}, {0, 0}};
  SYS(getitimer, 0, &timer);
  long left = timer.value.seconds * 1000 + timer.value.microseconds / 1000;
  return left > 0 ? left : 1;
}
static void late(int signal) {
  struct action none = {0, 0x04000000, 0, 0};
  (void)signal;
  running(&none, SIGALRM_);
  /* This handler holds the signal back until it returns, which it never does. */
  unsigned long nothing = 0;
  SYS(rt_sigprocmask, 2, &nothing, 0, sizeof nothing);
  set_timer(1000);
  deny("Nobody answered in time.");
}
static void watch_time(long ms) {
  /* Not as a constant: an address in one would have to be relocated, and nobody does that for this program. */
  struct action stop = {0, 0x04000000, 0, 0};
  stop.handler = late;
  stop.restorer = (void (*)(void))late;
  struct action ignore = {(void (*)(int))1, 0x04000000, 0, 0};
  unsigned long nothing = 0;
  SYS(rt_sigprocmask, 2, &nothing, 0, sizeof nothing);
  if (!running(&stop, SIGALRM_) || !running(&ignore, SIGPIPE_)) deny("The time could not be limited.");
  set_timer(ms);
}

/* The value of an argument, of those that come in pairs. */
static char **argument(const char *name) {
  for (char **at = arguments + 1; at[0] && at[1]; at += 2)
    if (same((struct text){*at, length_of(*at)}, name)) return at + 1;
  return 0;
}

static int come_in_pairs(void) {
  char **at = arguments + 1;
  while (at[0] && at[1]) at += 2;
  return !at[0];
}

/*
 * Goes on as the launcher (the hook's, or the one of the extension's own plugin), which gets the call on its stdin, the time that is left, and nothing of the environment, which
 * may come from a repository.
 */
__attribute__((noreturn)) static void hand_over(void) {
  static char left[24];
  char *nothing[] = {0};
  char **patience = argument("--patience");
  if (patience) {
    char *digit = left + sizeof left - 1;
    long ms = left_ms();
    for (*digit = 0; ms > 0; ms /= 10) *--digit = (char)('0' + ms % 10);
    *patience = digit;
  }
  long file = SYS(memfd_create, "call", 0);
  if (file < 0 || !write_all((int)file, call, call_length) || SYS(lseek, file, 0, 0) != 0 || SYS(dup3, file, 0, 0) != 0)
    deny("The call could not be handed on.");
  arguments[0] = launcher;
  SYS(execve, launcher, arguments, nothing);
  deny("The hook is damaged. Open VS Code once to repair it.");
}

static void read_call(void) {
  for (;;) {
    long got = SYS(read, 0, call + call_length, 65536);
    if (got == -EINTR_) continue;
    if (got == -EAGAIN_) { wait_for(0, POLLIN_); continue; }
    if (got < 0) deny("The call could not be read.");
    if (got == 0) break;
    call_length += (size_t)got;
    if (call_length > CALL_LIMIT) deny("The call is larger than a person could review.");
  }
  for (size_t i = 0; i < call_length; i++)
    if (call[i] != ' ' && (call[i] < '\t' || call[i] > '\r')) return;
  deny("The agent sent no description of the call.");
}

/* Puts the pieces of a path together; an empty one where they are too long. */
static const char *join(const char *a, size_t a_length, const char *b, const char *c) {
  size_t at = 0, b_length = length_of(b), c_length = length_of(c);
  path[0] = 0;
  if (a_length + b_length + c_length + 1 > sizeof path) return path;
  for (size_t i = 0; i < a_length; i++) path[at++] = a[i];
  for (size_t i = 0; i < b_length; i++) path[at++] = b[i];
  for (size_t i = 0; i < c_length; i++) path[at++] = c[i];
  path[at] = 0;
  return path;
}

/* The entry that the editor names, where it is one of this user's windows. */
static const char *own_window(const char *base, size_t base_length, const char *named) {
  const char *run = join(base, base_length, "/run/", "");
  size_t length = length_of(run);
  for (size_t i = 0; i < length; i++) if (named[i] != run[i]) return 0;
  for (const char *at = named + length; *at; at++) if (*at == '/') return 0;
  return length > 0 && named[length] ? named : 0;
}

/* The entry of the only window there is; 0 where there are several, or none. */
static const char *only_window(const char *base, size_t base_length) {
  const char *found = 0;
  long folder = SYS(openat, -100, join(base, base_length, "/run", ""), RDONLY | DIRECTORY | CLOEXEC, 0);
  long got = folder < 0 ? 0 : SYS(getdents64, folder, names, sizeof names);
  /* One that does not fit into one look has many names. */
  char more[512];
  if (got <= 0 || SYS(getdents64, folder, more, sizeof more) != 0) return 0;
  for (long at = 0; at < got; at += ((struct name *)(names + at))->length) {
    const char *name = ((struct name *)(names + at))->text;
    if (!ends_in((struct text){name, length_of(name)}, ".json")) continue;
    if (found) return 0;
    found = name;
  }
  SYS(close, folder);
  return found ? join(base, base_length, "/run/", found) : 0;
}

struct window { long process; struct text socket, token; };

/* Only an entry as it is usually written, of one folder at most. */
static int read_entry(const char *file_path, struct window *window) {
  struct text folder;
  long file = SYS(openat, -100, file_path, RDONLY | CLOEXEC, 0);
  long got = file < 0 ? -1 : SYS(read, file, entry, sizeof entry - 1);
  SYS(close, file);
  if (got <= 0) return 0;
  entry[got] = 0;
  const char *at = entry;
  if (!skip(&at, "{\"v\":1,\"pid\":") || !digits(&at, &window->process)) return 0;
  if (!skip(&at, ",\"socket\":\"") || !plain(&at, &window->socket)) return 0;
  if (!skip(&at, "\",\"token\":\"") || !plain(&at, &window->token)) return 0;
  if (!skip(&at, "\",\"folders\":[")) return 0;
  if (skip(&at, "\"") && (!plain(&at, &folder) || !skip(&at, "\""))) return 0;
  if (!skip(&at, "],\"focusedAt\":")) return 0;
  const char *focused = at;
  while ((*at >= '0' && *at <= '9') || *at == '.') at++;
  return at > focused && skip(&at, "}") && at == entry + got && SYS(kill, window->process, 0) == 0;
}

static long open_socket(struct text where) {
  struct address address = {1, {0}};
  if (where.length >= sizeof address.path) return -1;
  for (size_t i = 0; i < where.length; i++) address.path[i] = where.start[i];
  long file = SYS(socket, 1, 1 | CLOEXEC, 0);
  if (file < 0) return -1;
  return SYS(connect, file, &address, sizeof address) == 0 ? file : -1;
}

/* The request goes out in one piece where it fits. */
static void put(long to, const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (out_length == sizeof out) {
      if (!write_all((int)to, out, out_length)) deny("The editor window closed before anybody answered.");
      out_length = 0;
    }
    out[out_length++] = bytes[i];
  }
}
static void put_text(long to, const char *text) { put(to, text, length_of(text)); }
static void put_escaped(long to, const char *bytes, size_t length) {
  static const char digit[] = "0123456789abcdef";
  for (size_t i = 0; i < length; i++) {
    unsigned char sign = (unsigned char)bytes[i];
    char escaped[] = {'\\', 'u', '0', '0', digit[sign >> 4], digit[sign & 15]};
    if (sign < 32) put(to, escaped, sizeof escaped);
    else {
      if (sign == '"' || sign == '\\') put_text(to, "\\");
      put(to, bytes + i, 1);
    }
  }
}

static void ask(long to, struct window *window, const char *source) {
  char left[24], *digit = left + sizeof left - 1;
  long ms = left_ms();
  for (*digit = 0; ms > 0; ms /= 10) *--digit = (char)('0' + ms % 10);
  put_text(to, "{\"v\":1,\"type\":\"held\",\"token\":\"");
  put(to, window->token.start, window->token.length);
  put_text(to, "\",\"source\":\"");
  put_text(to, source);
  put_text(to, "\",\"payload\":\"");
  put_escaped(to, call, call_length);
  /* The folder only serves to choose among windows. */
  put_text(to, "\",\"cwd\":\"\",\"patienceMs\":");
  put_text(to, digit);
  put_text(to, "}\n");
  if (!write_all((int)to, out, out_length)) deny("The editor window closed before anybody answered.");
}

static size_t hear(long from) {
  size_t length = 0;
  for (;;) {
    if (length > REPLY_LIMIT) deny("The editor's reply was too large.");
    long got = SYS(read, from, reply + length, 65536);
    if (got == -EINTR_) continue;
    if (got <= 0) deny("The editor window closed before anybody answered.");
    for (long i = 0; i < got; i++) if (reply[length + (size_t)i] == '\n') return length + (size_t)got;
    length += (size_t)got;
  }
}

/* A reply with something to print, or one that denies. */
__attribute__((noreturn)) static void obey(size_t length) {
  struct text printed, reason;
  const char *at = reply;
  reply[length] = 0;
  int other = skip(&at, "{\"v\":") && !(at[0] == '1' && at[1] == ',');
  if (other) deny("The hook and the editor speak different versions of Countersign. Reload the editor window, then try again.");
  at = reply;
  int whole = skip(&at, "{\"v\":1,\"type\":\"answer\",\"stdout\":\"") && unescape(&at, &printed) &&
              skip(&at, "\",\"stderr\":\"") && unescape(&at, &reason) && skip(&at, "\",\"exitCode\":");
  int code = whole && *at == '0' ? GO_ON : whole && *at == '2' ? DENY : -1;
  if (code < 0 || !(++at, skip(&at, "}\n")) || at != reply + length) deny("The editor's reply was not the JSON that was expected.");
  int heard = write_all(1, printed.start, printed.length);
  if (code == DENY) {
    for (size_t i = 0; i < reason.length; i++)
      if ((unsigned char)reason.start[i] > ' ') deny_with(reason);
    deny("The action was denied.");
  }
  if (!heard) deny("The answer could not be handed to the agent.");
  leave(GO_ON);
}

/* Where the launcher lies, beside this program; and the folder of both is in the one of the windows. */
static size_t find_base(void) {
  static const char own[] = ".native";
  struct text self = {arguments[0], length_of(arguments[0])};
  if (!ends_in(self, own) || self.start[0] != '/' || self.length >= sizeof launcher) deny("The hook was called in an unknown way.");
  size_t at = self.length - (sizeof own - 1), slashes = 0;
  for (size_t i = 0; i < at; i++) launcher[i] = self.start[i];
  launcher[at] = 0;
  while (at > 0 && slashes < 2) if (self.start[--at] == '/') slashes++;
  return at;
}

__attribute__((noreturn, used, no_stack_protector)) void begin(long *stack) {
  arguments = (char **)(stack + 1);
  long *extra = (long *)(arguments + stack[0] + 1);
  while (*extra) extra++;
  for (extra++; extra[0]; extra += 2) if (extra[0] == 25) __stack_chk_guard = *(uintptr_t *)extra[1];
  extern void serve(void) __attribute__((noreturn));
  serve();
}

__attribute__((noreturn)) void serve(void) {
  struct window window;
  if (!arguments[0]) deny("The hook was called in an unknown way.");
  size_t base = find_base();
  char **probe = argument("--probe");
  if (probe) leave(same((struct text){*probe, length_of(*probe)}, "runs") ? 42 : DENY);
  char **patience = argument("--patience"), **source = argument("--source");
  long ms = patience ? number(*patience) : 0;
  watch_time(ms > 0 && ms < LONGEST_MS ? ms : LONGEST_MS);
  read_call();
  if (!source || !come_in_pairs()) hand_over();
  for (const char *at = *source; *at; at++)
    if (!((*at >= 'a' && *at <= 'z') || *at == '-')) hand_over();
  char **own = argument("--window");
  const char *file = own ? own_window(arguments[0], base, *own) : only_window(arguments[0], base);
  if (!file || !read_entry(file, &window)) hand_over();
  long connection = open_socket(window.socket);
  if (connection < 0) hand_over();
  ask(connection, &window, *source);
  obey(hear(connection));
}
