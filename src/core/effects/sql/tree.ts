/** What the full parser's tree says of a statement that its words leave in doubt. */
import { type SqlNode, sqlParts } from "../../parse/sql.ts";

const reading = /^(?:select_stmt|compound_select_stmt|explain_stmt|show_\w+stmt|pragma_stmt|values_clause|empty)$/;
const changing = /_stmt$|^into_\w*clause$|^for_clause$|^lock\w*clause$|^pragma_assignment$|^procedure_clause$/;

/** True when every statement in the tree only reads. */
export function onlyReads(statements: readonly SqlNode[]): boolean {
  return statements.every((statement) =>
    walk(statement).every(({ type }) => reading.test(type) || !changing.test(type)),
  );
}

/** True when a change in the tree meets every row: there is no condition, or one that always holds. */
export function meetsAllRows(statements: readonly SqlNode[]): boolean {
  return statements.some((statement) =>
    walk(statement)
      .filter(({ type }) => type === "delete_stmt" || type === "update_stmt")
      .some(({ clauses, limit }) => {
        const parts = Array.isArray(clauses) ? (clauses as readonly SqlNode[]) : [];
        const where = parts.find(({ type }) => type === "where_clause");
        const bounded = limit !== undefined || parts.some(({ type }) => type === "limit_clause");
        return where ? alwaysHolds(where.expr) : !bounded;
      }),
  );
}

function walk(root: SqlNode): SqlNode[] {
  const found = [root];
  for (const node of found) if (found.length < 20_000) found.push(...sqlParts(node));
  return found;
}

/** A condition that no row fails: a true constant, a thing compared with itself, or such joined by `or`. */
function alwaysHolds(condition: unknown): boolean {
  const node = condition as SqlNode | undefined;
  switch (node?.type) {
    case "paren_expr":
      return alwaysHolds(node.expr);
    case "boolean_literal":
      return node.value === true;
    case "number_literal":
      return Number(node.value) !== 0;
    case "prefix_op_expr":
      return neverHolds(node.expr);
    case "postfix_op_expr":
      return isLiteral(node.expr) && /not\s*null/i.test(JSON.stringify(node.operator) ?? "");
    case "binary_expr":
      return comparisonHolds(node);
    default:
      return false;
  }
}

function neverHolds(condition: unknown): boolean {
  const node = condition as SqlNode | undefined;
  if (node?.type === "paren_expr") return neverHolds(node.expr);
  if (node?.type === "boolean_literal") return node.value === false;
  return node?.type === "number_literal" && Number(node.value) === 0;
}

function comparisonHolds({ left, right, operator }: SqlNode): boolean {
  const sign =
    typeof operator === "string"
      ? operator
      : String((operator as { readonly text?: string } | undefined)?.text ?? "").toLowerCase();
  if (sign === "or" || sign === "||") return alwaysHolds(left) || alwaysHolds(right);
  if (sign === "and" || sign === "&&") return alwaysHolds(left) && alwaysHolds(right);
  const [first, second] = [plain(left), plain(right)];
  if (first === undefined || second === undefined) return /^(?:like|ilike)$/.test(sign) && plain(right) === "'%'";
  if (/^(?:=|==|<=>|>=|<=|like|ilike|is)$/.test(sign) && first === second) return true;
  const [a, b] = [Number(first), Number(second)];
  if (!isLiteral(left) || !isLiteral(right)) return /^(?:like|ilike)$/.test(sign) && second === "'%'";
  if (/^(?:<>|!=)$/.test(sign)) return first !== second;
  return (sign === "<" && a < b) || (sign === ">" && a > b) || (sign === "<=" && a <= b) || (sign === ">=" && a >= b);
}

function isLiteral(node: unknown): boolean {
  return /_literal$/.test((node as SqlNode | undefined)?.type ?? "");
}

/** The text of a simple operand. */
function plain(node: unknown): string | undefined {
  const { type, text, value, expr, object, property } = (node ?? {}) as SqlNode;
  if (type === "paren_expr") return plain(expr);
  if (type === "identifier") return String(text).toLowerCase();
  if (type === "member_expr") return `${plain(object)}.${plain(property)}`;
  if (type === "string_literal") return `'${String(value)}'`;
  return type && /_literal$/.test(type) ? String(value ?? text) : undefined;
}
