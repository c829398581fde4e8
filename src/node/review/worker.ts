/** The program of the review's thread: a bundle of its own. */
import { serve } from "./serve.ts";

void serve();
