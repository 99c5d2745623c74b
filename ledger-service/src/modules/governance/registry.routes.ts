import { defineRoute, type Route } from "../../platform/http/route.ts";
import { readRegistry, type RegistryParts } from "./read-registry.ts";
import { registryQuery, registrySchema } from "./registry.schemas.ts";

export function registryRoutes(parts: RegistryParts & { readonly asOfBlock: () => Promise<number> }): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/public/registry",
      summary: "The ledger in public: last blocks and who sealed them, totals of each issuing city",
      access: "public",
      query: registryQuery,
      answer: registrySchema,
      handle: async ({ query }) => ({ ...(await readRegistry(parts, query.blocks)), asOfBlock: await parts.asOfBlock() }),
    }),
  ];
}
