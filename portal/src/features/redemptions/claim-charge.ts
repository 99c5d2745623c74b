import { readAnswer } from "../../api/read-answer.ts";
import type { ScannedCode } from "../../scanning/parse-code.ts";
import type { PresentedCharge } from "./presented-charge.ts";

/** Asks for the charge behind a counter's code. Five tries a minute; throws a `Problem` that says what to do. */
export async function claimCharge(code: ScannedCode): Promise<PresentedCharge> {
  const body = "reference" in code ? { reference: code.reference, cityOrigin: code.city.origin } : { typedCode: code.typed };
  return readAnswer<PresentedCharge>("/api/account/charges/claim", { method: "POST", body });
}
