/**
 * What OCSF 1.6.0 (released 2025-08-01) demands of the two classes that we export: which attributes each object must
 * and may have of those that we use, of which at least one, and how the numbers are called. Read from its definition,
 * against which the whole of our events was checked on 2026-11-26.
 */
interface Shape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly atLeastOne?: readonly string[];
}

const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");

const event = {
  required: words("activity_id category_uid class_uid metadata severity_id time type_uid"),
  optional: words("activity_name category_name class_name type_name message status_id status status_detail unmapped"),
};
const control = words("action_id action disposition_id disposition firewall_rule");

const shapes: Readonly<Record<string, Shape>> = {
  "6003": {
    required: [...event.required, ...words("actor api src_endpoint")],
    optional: [...event.optional, ...control, "resources"],
  },
  "1001": {
    required: [...event.required, ...words("actor device file")],
    optional: [...event.optional, ...words("file_result file_diff")],
  },
  metadata: {
    required: words("product version"),
    optional: words("profiles uid sequence correlation_uid log_name log_version"),
  },
  product: { required: ["vendor_name"], optional: ["name"], atLeastOne: ["name", "uid"] },
  actor: { required: [], optional: words("app_name user session"), atLeastOne: words("app_name user session") },
  user: { required: [], optional: words("name type_id type"), atLeastOne: ["name"] },
  session: { required: [], optional: ["uid"] },
  api: { required: ["operation"], optional: words("service request") },
  service: { required: [], optional: words("name version"), atLeastOne: ["name"] },
  request: { required: ["uid"], optional: [] },
  src_endpoint: { required: [], optional: ["hostname"], atLeastOne: ["hostname"] },
  device: { required: ["type_id"], optional: words("type hostname"), atLeastOne: ["hostname"] },
  firewall_rule: { required: [], optional: words("name version"), atLeastOne: ["name"] },
  resources: { required: [], optional: ["name"], atLeastOne: ["name"] },
  file: { required: words("name type_id"), optional: words("path type hashes") },
  file_result: { required: words("name type_id"), optional: words("path type hashes") },
  hashes: { required: words("algorithm_id value"), optional: ["algorithm"] },
};

/** By attribute: what each number is called. 99 may be called anything. */
const captions: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  severity_id: { 1: "Informational", 2: "Low", 3: "Medium", 4: "High" },
  status_id: { 0: "Unknown", 1: "Success", 2: "Failure", 99: "Other" },
  action_id: { 1: "Allowed", 2: "Denied" },
  disposition_id: { 1: "Allowed", 2: "Blocked" },
  algorithm_id: { 3: "SHA-256" },
};
const activities: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  "6003": { 1: "Create", 2: "Read", 3: "Update", 4: "Delete", 99: "Other" },
  "1001": { 1: "Create", 2: "Read", 3: "Update", 4: "Delete", 5: "Rename", 99: "Other" },
};

type Fields = Readonly<Record<string, unknown>>;

/** What is wrong with an event; empty when nothing is. */
export function ocsfProblems(value: Fields): string[] {
  const uid = String(value.class_uid);
  const ids = { ...captions, activity_id: activities[uid] ?? {} };
  const numbers =
    value.type_uid === Number(uid) * 100 + Number(value.activity_id) &&
    value.category_uid === Math.trunc(Number(uid) / 1000);
  return [...(numbers ? [] : ["the numbers do not fit"]), ...problems(uid, value, ids)];
}

function problems(name: string, value: Fields, ids: typeof captions): string[] {
  const shape = shapes[name];
  if (!shape) return [`${name} is not known`];
  const has = (key: string) => value[key] !== undefined;
  return [
    ...shape.required.filter((key) => !has(key)).map((key) => `${name}.${key} is missing`),
    ...(shape.atLeastOne && !shape.atLeastOne.some(has) ? [`${name} has none of ${shape.atLeastOne}`] : []),
    ...Object.entries(value).flatMap(([key, one]) => {
      if (!shape.required.includes(key) && !shape.optional.includes(key)) return [`${name}.${key} is not known`];
      if (key === "unmapped" || key === "profiles") return [];
      const called = ids[key]?.[Number(one)];
      const said = value[key.replace(/_id$/, "")] ?? value[key.replace(/_id$/, "_name")];
      if (ids[key] && (called === undefined || (one !== 99 && said !== undefined && said !== one && said !== called)))
        return [`${name}.${key} ${one} is not called ${said}`];
      const inner = Array.isArray(one) ? one : [one];
      return inner.flatMap((each) =>
        typeof each === "object" && each !== null ? problems(key, each as Fields, ids) : [],
      );
    }),
  ];
}
