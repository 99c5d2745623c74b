import { defineRoute, type Route } from "../../platform/http/route.ts";
import { readRegistry, type RegistryParts } from "./read-registry.ts";
import { registryQuery, registrySchema, type RegistryJson } from "./registry.schemas.ts";

/** Anyone may ask, as often as they like: the ledger is asked once in so long for each number of pages. */
const KEPT_MS = 2_000;
const BLOCKS_SHOWN = 20;

type Kept = { readonly until: number; readonly answer: Promise<RegistryJson> };

export function registryRoutes(parts: RegistryParts & { readonly asOfBlock: () => Promise<number> }): Route[] {
  const kept = new Map<number, Kept>();
  const read = (blocks: number): Promise<RegistryJson> => {
    const known = kept.get(blocks);
    if (known !== undefined && known.until > Date.now()) return known.answer;
    const answer = Promise.all([readRegistry(parts, blocks), parts.asOfBlock()]).then(([registry, asOfBlock]) => ({ ...registry, asOfBlock }));
    kept.set(blocks, { until: Date.now() + KEPT_MS, answer });
    answer.catch(() => kept.delete(blocks));
    return answer;
  };
  return [
    defineRoute({
      method: "GET",
      path: "/api/public/registry",
      summary: "The ledger in public: last blocks and who sealed them, totals of each issuing city",
      access: "public",
      query: registryQuery,
      answer: registrySchema,
      handle: ({ query }) => read(query.blocks ?? BLOCKS_SHOWN),
    }),
  ];
}
