/** The review as a bundle of its own: a thread runs it, and who needs a part of it elsewhere loads it late. */
import { isMainThread } from "node:worker_threads";
import { serve } from "./serve.ts";

export { isCandidate } from "../../core/review.ts";
export { reviewHere } from "./here.ts";

if (!isMainThread) void serve();
