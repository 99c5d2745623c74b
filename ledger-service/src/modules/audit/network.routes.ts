import { z } from "zod";
import { Reply } from "../../platform/http/reply.ts";
import { defineRoute, type Route } from "../../platform/http/route.ts";
import { address, bytes32, count } from "../../platform/http/wire-schemas.ts";
import type { NetworkDescription } from "./describe-network.ts";

export const networkPath = "/.well-known/maille/network.json";

const networkSchema = z
  .object({
    format: z.literal("maille-network/1"),
    name: z.string(),
    chainId: count,
    genesisHash: bytes32,
    consensus: z.enum(["qbft", "none"]),
    consortium: address,
    checkpoint: z.object({ blockNumber: count, blockHash: bytes32, validators: z.array(z.object({ address, cityId: count })) }),
    cities: z.array(z.object({ id: count, slug: z.string(), name: z.string(), closeSigners: z.array(address) })),
    contracts: z.record(z.string(), address),
    deploymentBlock: count,
    isTrial: z.boolean(),
  })
  .meta({ id: "NetworkFile" });

/** The network in public: names, contracts, where to start, who signs closes. */
export function networkRoutes(parts: { readonly network: NetworkDescription }): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: networkPath,
      summary: "The network's public description, for verifiers and auditors",
      access: "public",
      answer: networkSchema,
      handle: async () => new Reply(200, { body: await parts.network.read() }),
    }),
  ];
}
