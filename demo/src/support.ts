// Tools of a support assistant, written with the AI SDK: one spends money on its own word, one asks first.
import { tool } from "ai";
import Stripe from "stripe";
import { z } from "zod";

const stripe = new Stripe(process.env.STRIPE_KEY ?? "");

export const supportTools = {
  findOrder: tool({
    description: "Find an order by its number.",
    inputSchema: z.object({ order: z.string() }),
    execute: async ({ order }) => stripe.paymentIntents.retrieve(order),
  }),

  goodwillRefund: tool({
    description: "Refund a part of an order as a goodwill gesture.",
    inputSchema: z.object({ order: z.string(), cents: z.number().int() }),
    execute: async ({ order, cents }) => stripe.refunds.create({ payment_intent: order, amount: cents }),
  }),

  fullRefund: tool({
    description: "Refund a whole order.",
    inputSchema: z.object({ order: z.string() }),
    needsApproval: true,
    execute: async ({ order }) => stripe.refunds.create({ payment_intent: order }),
  }),
};
