import { stringify } from "yaml";
import type { GeneratedFile } from "./generated-file.ts";

<<<<<<< HEAD
export type OpenApiDocument = Record<string, unknown>;

const documentModule = "ledger-service/src/openapi-document.ts";

const isBuilder = (value: unknown): value is () => unknown => typeof value === "function";

/** The service's own description of its API; undefined while the service does not export one. */
export async function buildServiceDocument(root: string): Promise<OpenApiDocument | undefined> {
  const path = join(root, documentModule);
  if (!existsSync(path)) return undefined;
  const loaded: unknown = await import(pathToFileURL(path).href);
  const build: unknown = Reflect.get(Object(loaded), "buildOpenApiDocument");
  if (!isBuilder(build)) throw new Error(`${documentModule} does not export buildOpenApiDocument()`);
  const document: unknown = await build();
  if (typeof document !== "object" || document === null) throw new Error(`${documentModule} built no document`);
  return { ...document };
}

=======
>>>>>>> 3895b99 (Generate the API's contract and the client's types from the composed service)
/** The committed contract of the API (OpenAPI 3.1). */
export function generateOpenApi(document: object): GeneratedFile[] {
  // Through JSON first: what the document shares between places is written in full, without YAML anchors.
  const plain: unknown = JSON.parse(JSON.stringify(document));
  return [{ path: "ledger-service/openapi.yaml", text: stringify(plain, { lineWidth: 120 }) }];
}
