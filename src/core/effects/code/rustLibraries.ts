import type { Sink } from "./sink.ts";

/** Crates that tools in Rust are written with, where more than the verb of a method decides. Looked up first. */
export const rustLibraries: readonly Sink[] = [
  {
    symbols: [
      "neo4rs.Graph.**{execute,run,run_on,execute_on}",
      "surrealdb.**.query",
      "{scylla,cassandra_cpp}.**.{query,query_unpaged,execute,execute_unpaged}",
      "libsql.**.{query,execute,execute_batch}",
      "{clickhouse,tiberius,oracle,odbc_api}.**.{query,execute,simple_query}",
      "gcp_bigquery_client.**.query",
    ],
    effects: [],
    refine: "sql",
  },
  { symbols: ["**.Entity.{find,find_by_id,find_related}"], effects: ["read-data"] },
  { symbols: ["**.Entity.{insert,insert_many,update,update_many}"], effects: ["write-data"] },
  { symbols: ["**.Entity.{delete,delete_by_id,delete_many}"], effects: ["destroy-data"] },
  { symbols: ["**.ActiveModel**.{insert,update,save}"], effects: ["write-data"] },
  {
    symbols: [
      "{headless_chrome,fantoccini,thirtyfour,chromiumoxide,playwright}.**.{navigate_to,get_content,goto,source,text,content,inner_text,html,new_page}",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  {
    symbols: [
      "{headless_chrome,fantoccini,thirtyfour,chromiumoxide,playwright}.**.{click,send_keys,type_into,type_str,fill}",
    ],
    effects: ["send-outward"],
  },
  {
    symbols: ["{headless_chrome,fantoccini,thirtyfour,chromiumoxide,playwright}.**.{evaluate,execute}"],
    effects: ["run-code"],
  },
  {
    symbols: [
      "calamine.{open_workbook,open_workbook_auto}",
      "{pdf_extract,lopdf,docx_rs,umya_spreadsheet}.**{extract_text,load,read,read_docx}",
      "csv.**from_path",
      "image.{open,ImageReader.open}",
      "zip.ZipArchive.new",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: ["umya_spreadsheet.writer.**.write", "rust_xlsxwriter.**.save", "image.**.save"],
    effects: ["write-files"],
  },
  {
    symbols: ["stripe.{Refund,Charge,PaymentIntent,Transfer,Payout}.create"],
    effects: ["send-outward", "spend-money"],
  },
  { symbols: ["stripe.*.{list,retrieve}"], effects: ["fetch-network"] },
];
