import type { AuditRecord, GrantRecord } from "../../core/audit/record.ts";
import { isFiltering, matchesFilter, type RecordFilter } from "../../core/audit/recordFilter.ts";
import { guarded } from "../platform/events.ts";
import type { Services } from "../services.ts";

/** How many are listed at first, and each time that a person asks for older ones; and how far a filter looks back. */
const pages = [
  { shown: 100, filtered: 200, lookBack: 5_000 },
  { shown: 1_000, filtered: 1_000, lookBack: 20_000 },
  { shown: 10_000, filtered: 5_000, lookBack: 50_000 },
] as const;

export interface ActivityRecords {
  /** Newest first. */
  current(): readonly AuditRecord[];
  /** What was allowed for longer than once or taken back, newest first: not where only some decisions are listed. */
  grants(): readonly GrantRecord[];
  /** What is older than those: it can be listed, only be searched, or there is nothing. */
  older(): "more" | "search" | "none";
  showOlder(): void;
  /** The filter is another. */
  again(): void;
}

/** The records that the Activity view lists: the recent ones, or further back as a filter or the person wants. */
export function createActivityRecords(
  { gate, log, readRecent }: Pick<Services, "gate" | "log" | "readRecent">,
  filter: () => RecordFilter,
  changed: () => void,
): ActivityRecords {
  let page = 0;
  let newest: string | undefined;
  let found: readonly AuditRecord[] = [];
  let isWhole = false;

  const isReading = () => page > 0 || isFiltering(filter());
  const size = () => pages[page] ?? pages[0];

  const read = guarded(log, "reading the audit", async () => {
    const wanted = { filter: filter(), page };
    const { shown, filtered, lookBack } = size();
    const narrow = isFiltering(wanted.filter);
    const records = await readRecent(narrow ? lookBack : shown);
    if (filter() !== wanted.filter || page !== wanted.page) return;
    isWhole = records.length < (narrow ? lookBack : shown);
    found = narrow ? records.filter((one) => matchesFilter(one, wanted.filter)).slice(0, filtered) : records;
    changed();
  });

  return {
    current() {
      const recent = gate.recent();
      if (!isReading()) return recent;
      if (recent[0]?.hash !== newest) {
        newest = recent[0]?.hash;
        read();
      }
      return found.length > 0 || isFiltering(filter()) ? found : recent;
    },
    grants: () => (isFiltering(filter()) ? [] : gate.recentGrants()),
    older() {
      if (isReading() ? isWhole : gate.recent().length < size().shown) return "none";
      return page < pages.length - 1 ? "more" : "search";
    },
    showOlder() {
      page = Math.min(page + 1, pages.length - 1);
      read();
    },
    again() {
      found = [];
      newest = undefined;
      page = 0;
      if (isReading()) read();
      changed();
    },
  };
}
