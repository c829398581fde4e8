/* Texts, and how they are read. Nothing here writes but `unescape`, over what it reads. */
#include <stddef.h>

/* A piece of another text. */
struct text { const char *start; size_t length; };

static size_t length_of(const char *text) {
  size_t length = 0;
  while (text[length]) length++;
  return length;
}
static int same(struct text a, const char *b) {
  if (a.length != length_of(b)) return 0;
  for (size_t i = 0; i < a.length; i++) if (a.start[i] != b[i]) return 0;
  return 1;
}
static int ends_in(struct text a, const char *end) {
  size_t length = length_of(end);
  return a.length >= length && same((struct text){a.start + a.length - length, length}, end);
}

/* A number without anything else, no longer than nine digits; 0 for whatever else it is. */
static long number(const char *text) {
  long value = 0;
  size_t length = length_of(text);
  if (length < 1 || length > 9 || text[0] == '0') return 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] < '0' || text[i] > '9') return 0;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/* Reading a text from its start: each moves on when it finds what it looks for. */
static int skip(const char **at, const char *wanted) {
  const char *now = *at;
  while (*wanted) if (*now++ != *wanted++) return 0;
  *at = now;
  return 1;
}
/* Up to a quote; nothing that JSON would have to escape. */
static int plain(const char **at, struct text *found) {
  const char *now = *at;
  while ((unsigned char)*now >= 32 && *now != '"' && *now != '\\') now++;
  *found = (struct text){*at, (size_t)(now - *at)};
  *at = now;
  return *now == '"' && found->length > 0;
}
static int digits(const char **at, long *value) {
  const char *now = *at;
  for (*value = 0; *now >= '0' && *now <= '9' && now - *at < 10; now++) *value = *value * 10 + (*now - '0');
  int found = now > *at && **at != '0';
  *at = now;
  return found;
}

static int hex(char sign) {
  if (sign >= '0' && sign <= '9') return sign - '0';
  sign = (char)(sign | 32);
  return sign >= 'a' && sign <= 'f' ? sign - 'a' + 10 : -1;
}

/* The text of a JSON string, written over it: it never gets longer. */
static int unescape(const char **at, struct text *found) {
  static const char from[] = "ntrbf", to[] = "\n\t\r\b\f";
  char *now = (char *)*at, *end = now;
  found->start = now;
  for (; (unsigned char)*now >= 32 && *now != '"'; now++) {
    if (*now != '\\') { *end++ = *now; continue; }
    if (*++now == 'u') {
      unsigned code = 0;
      for (int i = 0; i < 4; i++) {
        int value = hex(*++now);
        if (value < 0) return 0;
        code = code << 4 | (unsigned)value;
      }
      if (code >= 0x800) *end++ = (char)(0xe0 | code >> 12);
      if (code >= 0x80) *end++ = (char)(code >= 0x800 ? 0x80 | (code >> 6 & 63) : 0xc0 | code >> 6);
      *end++ = (char)(code >= 0x80 ? 0x80 | (code & 63) : code);
      continue;
    }
    if ((unsigned char)*now < 32) return 0;
    char sign = *now;
    for (int i = 0; i < 5; i++) if (from[i] == *now) sign = to[i];
    *end++ = sign;
  }
  found->length = (size_t)(end - found->start);
  *at = now;
  return *now == '"';
}
