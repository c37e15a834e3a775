#include <libpq-fe.h>
#include <sys/eventfd.h>

// Swift imports no character macro, so the fields of an error get constants here.
static const int esep_diag_severity = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int esep_diag_sqlstate = PG_DIAG_SQLSTATE;
static const int esep_diag_message_primary = PG_DIAG_MESSAGE_PRIMARY;
static const int esep_diag_message_detail = PG_DIAG_MESSAGE_DETAIL;
static const int esep_diag_message_hint = PG_DIAG_MESSAGE_HINT;
static const int esep_diag_context = PG_DIAG_CONTEXT;
static const int esep_diag_statement_position = PG_DIAG_STATEMENT_POSITION;
static const int esep_diag_schema_name = PG_DIAG_SCHEMA_NAME;
static const int esep_diag_table_name = PG_DIAG_TABLE_NAME;
static const int esep_diag_column_name = PG_DIAG_COLUMN_NAME;
static const int esep_diag_constraint_name = PG_DIAG_CONSTRAINT_NAME;

// glibc shows the following only with _GNU_SOURCE, which Swift's own import of its headers does not set.

#include <poll.h>
#include <spawn.h>
#include <time.h>

static const int esep_spawn_setsid = 0x80; // POSIX_SPAWN_SETSID

int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
int pipe2(int *ends, int flags);
int ppoll(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);

static inline int esep_spawn_at_root(posix_spawn_file_actions_t *actions) {
  return posix_spawn_file_actions_addchdir_np(actions, "/");
}

static inline int esep_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

static inline int esep_pipe(int *ends, int flags) { return pipe2(ends, flags); }

// Waits until a descriptor can be read; poll itself counts in milliseconds.
static inline int esep_poll_input(int descriptor, long microseconds) {
  struct pollfd set = {descriptor, POLLIN, 0};
  struct timespec limit = {microseconds / 1000000, microseconds % 1000000 * 1000};
  return ppoll(&set, 1, &limit, 0);
}
