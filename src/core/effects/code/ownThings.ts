/**
 * The words by which a program's own things are told: what it keeps for itself, makes for itself and brings up for
 * itself. One vocabulary for all who ask whether an effect is the tool's or only the house's.
 */

/** Caches, logs, temporary files, the tables it needs: a word of a name. */
export const upkeepWord =
  /^(?:cached?|caches|caching|log|logs|logger|logging|telemetry|metrics?|usage|audit|auditing|temp|tmp|temporary|tempfile|backups?|locks?|lockfile|migrations?|migrate|partial|stale|expired|evict|eviction|rotate|rotation)$/;

/** `init_db`, `ensureSchema`, `createTables`: a function that builds the house. */
export const buildsHouse =
  /^_*(?:init|initiali[sz]e|ensure|set_?up|prepare|create|bootstrap|open|connect)_?(?:the_?)?(?:db|database|schemas?|tables?|index(?:es)?|storage|collections?|dirs?|director(?:y|ies)|folders?)$/i;

/** A variable for a temporary file. */
export const temporaryName = /^(?:tmp|temp)(?:$|[_A-Z])|(?:_tmp|_temp|Tmp|Temp)(?:$|_?(?:path|file|dir|folder|name)$)/i;

/** What makes temporary files or folders, or tells where they lie. */
export const temporaryMaker =
  /\b(?:tempfile\.\w|mkdtemp|mkstemp|tmpdir\(\)|tmpNameSync|CreateTemp|MkdirTemp|TempDir|TempFile|GetTempFileName|GetTempPath|createTemp(?:File|Directory))/;

/** A path to the file of a login or of a certificate. */
export const loginPath =
  /(?:cookies?|tokens?|credentials?|creds|cert(?:ificate)?s?|(?:^|_)ca|auth)_?(?:jar|storage|store|cache|bundle)?_?(?:path|file|filename)$/i;

/** A call that makes a folder, by its name or as it is written. */
export const folderMaker =
  /(?:^|[._:])(?:mkdirs?|makedirs|mkdirp|mkdir_?all|ensure_?dir\w*|create_?dir(?:_?all)?|create_?director(?:y|ies))(?:Sync|Async)?(?=\(|$)/i;

/** What brings a login, a browser or a connection up: a word of the name of a tool that is there for just that. */
export const bringingWord =
  /^(?:install\w*|setup|bootstrap\w*|launch\w*|start\w*|restart\w*|connect|disconnect|login|logout|signin|auth\w*|cookies?|sessions?|init\w*)$/;

/** The same in a description, which speaks of more. */
export const bringingText = new RegExp(
  `${bringingWord.source}|^(?:ensure|driver|upgrade|download\\w*|update|repair|reset)$`,
);
