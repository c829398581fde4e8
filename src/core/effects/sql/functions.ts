/** Functions that do more than compute, in every dialect; and those that are known to compute. */
import { verbOf } from "../code/services.ts";
import type { JudgementId } from "../judgements.ts";
import type { SqlToken } from "./tokens.ts";

const acting: readonly (readonly [RegExp, JudgementId])[] = [
  [
    /^(?:xp_cmdshell|xp_reg\w+|sp_oacreate|sp_oamethod|sp_execute_external_script|sp_executesql|sys_exec|sys_eval|load_extension|fts3_tokenizer|edit|dbms_scheduler|dbms_java\w*|system|eval|plpython\w*)$/,
    "runs-hidden-program",
  ],
  [
    /^(?:pg_read_(?:binary_)?file|pg_ls_\w+|pg_stat_file|pg_file_\w+|pg_logdir_ls|load_file|lo_import|lo_export|lo_from_bytea|lo_put|writefile|readfile|pg_write\w*|utl_file\w*|read_text|read_blob|openrowset|file)$/,
    "runs-hidden-program",
  ],
  [
    /^(?:dblink\w*|opendatasource|openquery|http_(?:get|post|put|delete|request)|http|urlcluster|url|s3|remote|mysql|postgresql|utl_(?:http|smtp|tcp|inaddr)|net\.http_\w+|aws_lambda\.\w+|httpuriType|external_query)$/i,
    "contacts-network",
  ],
  [/^(?:pg_(?:terminate|cancel)_backend|kill)$/, "ends-processes"],
  [
    /^(?:nextval|setval|set_config|pg_reload_conf|pg_rotate_logfile|pg_promote|pg_drop\w*|pg_create\w*|pg_switch_\w+|pg_advisory\w*|pg_try_advisory\w*|pg_notify|pg_sleep\w*|sleep|benchmark|get_lock|lo_unlink|lo_create\w*|lo_truncate\w*|pg_replication_slot_advance|pg_start_backup|pg_stop_backup|pg_import\w*|query_to_xml\w*|cursor_to_xml\w*|database_to_xml\w*|txid_\w*|cron\.\w+|pg_logical\w*|master_pos_wait|dbms_\w+|sp_\w+|xp_\w+)$/,
    "changes-data",
  ],
  [/^getenv$/, "reads-secret"],
];

/** Words before a parenthesis that are no functions. */
const noFunctions =
  /^(?:in|and|or|not|on|as|by|from|where|select|values|using|exists|any|all|some|over|partition|filter|within|with|join|lateral|then|when|else|case|having|limit|offset|union|except|intersect|table|into|set|returning|key|check|references|default|unique|if|distinct|array|row|interval|between|like|is|end|only|ordinality|rollup|cube|sets|grouping|materialized|recursive|explain|numeric|decimal|varchar|char|varying|float|bit|timestamp|time|precision|index|primary|foreign|constraint|engine|insert|update|delete|columns|tablesample|for)$/;

const computing =
  /^(?:count|sum|avg|min|max|coalesce|nullif|ifnull|isnull|nvl2?|iif|greatest|least|round|floor|ceil(?:ing)?|abs|mod|power|sqrt|exp|ln|log\d*|sign|trunc\w*|random|rand|length|len|lower|upper|trim|ltrim|rtrim|substr\w*|left|right|replace|concat\w*|split_part|position|strpos|instr|lpad|rpad|repeat|reverse|initcap|regexp\w*|translate|format\w*|printf|quote\w*|to_\w+|cast|convert|try_cast|safe_\w+|now|current_\w+|date\w*|time\w*|extract|age|year|month|day|hour|minute|second|week\w*|julianday|strftime|str_to_date|unix_timestamp|from_unixtime|make_\w+|json\w*|row_number|rank|dense_rank|ntile|lag|lead|first_value|last_value|nth_value|percentile\w*|median|mode|stddev\w*|var\w*|corr|covar\w*|array\w*|unnest|generate_series|generate_\w+array|string_agg|group_concat|listagg|xmlagg|bool_\w+|every|bit_\w+|approx\w*|hll\w*|st_\w+|pg_(?:size_pretty|relation_size|total_relation_size|table_size|indexes_size|database_size|get_\w+|table_is_visible|typeof|encoding_to_char|backend_pid|postmaster_start_time|is_in_recovery|column_size|stat_get_\w+)|version|user|database|schema|session_user|has_\w+_privilege|col_description|obj_description|shobj_description|inet_\w+|host|md5|sha\d*|digest|encode|decode|hex|unhex|ascii|chr|char_length|octet_length|uuid\w*|gen_random_uuid|typeof|changes|total_changes|last_insert_rowid|last_insert_id|sqlite_version|pragma_\w+|hashbytes|ts_\w+|to_tsvector|to_tsquery|plainto_tsquery|websearch_to_tsquery|similarity|levenshtein|width_bucket|isnumeric|datalength|stuff|charindex|object_id|object_name|db_name|total|glob|likely|unicode|nullifzero|struct|range|read_csv\w*|read_parquet|read_json\w*|parse_\w+|flatten|any_value|arg_m\w+|quantile\w*|uniq\w*|toDate\w*|toStart\w*|countif|sumif|avgif)$/i;

/** The judgements of the functions that are called, without those that only compute. */
export function judgeFunctions(tokens: readonly SqlToken[]): JudgementId[] {
  const readsFrom = tokens.some(({ kind, text }) => kind === "word" && text === "from");
  return tokens.flatMap((token, at): JudgementId[] => {
    const next = tokens[at + 1];
    const isProcedure = token.kind === "word" && /^(?:xp|sp)_\w+$/.test(token.text);
    if (
      (token.kind !== "word" && token.kind !== "name") ||
      (!(next?.kind === "sign" && next.text === "(") && !isProcedure)
    )
      return [];
    const owner = tokens[at - 1]?.text === "." ? `${tokens[at - 2]?.text ?? ""}.` : "";
    const name = token.text.toLowerCase();
    const found = acting.find(([pattern]) => pattern.test(name) || pattern.test(owner + name))?.[1];
    if (found) return [found];
    if (noFunctions.test(name) || computing.test(name) || namesColumns(tokens, at)) return [];
    const verb = verbOf(name);
    // A function of one's own may do anything; called for itself, or by a name that says so, it counts.
    return !readsFrom || verb === "change" || verb === "remove" ? ["changes-data"] : [];
  });
}

/** `WITH name (a, b) AS`, `JOIN name (…)`, `INSERT INTO name (…)`: names of tables. */
function namesColumns(tokens: readonly SqlToken[], at: number): boolean {
  const before = tokens[at - 1];
  return before?.kind === "word"
    ? /^(?:with|into|recursive|table|view|index|on|as|references|type|update)$/.test(before.text)
    : before?.text === ",";
}
