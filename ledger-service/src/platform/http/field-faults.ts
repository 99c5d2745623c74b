import type { z } from "zod";
import type { FieldFault } from "../../kernel/problem.ts";

type Issue = z.core.$ZodIssue;

/** zod's issues → what a person can correct. Values that were sent are never repeated. */
export function fieldFaults(error: z.ZodError): FieldFault[] {
  return error.issues.slice(0, 50).map((issue) => ({
    path: issue.path.map(String).join("."),
    code: issue.code,
    ...sentence(issue),
  }));
}

function sentence(issue: Issue): { message: string; messageEn: string } {
  switch (issue.code) {
    case "too_small":
      return { message: "Écrivez davantage, ou un nombre plus grand.", messageEn: "Write more, or a larger number." };
    case "too_big":
      return { message: "Écrivez moins, ou un nombre plus petit.", messageEn: "Write less, or a smaller number." };
    case "invalid_type":
      return { message: "Remplissez ce champ.", messageEn: "Fill in this field." };
    case "unrecognized_keys":
      return { message: "Retirez ce qui n’est pas demandé.", messageEn: "Remove what is not asked for." };
    default:
      return { message: "Corrigez ce champ selon l’exemple.", messageEn: "Correct this field as in the example." };
  }
}
