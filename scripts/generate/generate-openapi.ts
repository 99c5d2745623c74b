import { stringify } from "yaml";
import type { GeneratedFile } from "./generated-file.ts";

/** The committed contract of the API (OpenAPI 3.1). */
export function generateOpenApi(document: object): GeneratedFile[] {
  // Through JSON first: what the document shares between places is written in full, without YAML anchors.
  const plain: unknown = JSON.parse(JSON.stringify(document));
  return [{ path: "ledger-service/openapi.yaml", text: stringify(plain, { lineWidth: 120 }) }];
}
