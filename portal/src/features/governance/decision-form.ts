import type { Shape } from "../../api/shapes.ts";
import { civilDayStart } from "../../i18n/civil-day.ts";
import type { councilDecisionsText } from "../../i18n/council-decisions.text.ts";
import { readWhole } from "../../i18n/read-number.ts";
import type { FieldMistake } from "../../ui/error-summary.tsx";

export type Decision = Shape<"CouncilDecision">;
type Words = (typeof councilDecisionsText)["fr"];
export type DecisionKind = keyof Words["kinds"];
export type FieldName = keyof Words["fields"];
export type FieldType = "city" | "whole" | "points" | "address" | "bytes" | "days" | "host" | "signerKind" | "role";

/** A decision as it is being written: one text a field. */
export type DecisionDraft = { kind: DecisionKind | ""; values: Partial<Record<FieldName, string>> };

type FieldSpec = { name: FieldName; type: FieldType };
const field = (name: FieldName, type: FieldType): FieldSpec => ({ name, type });
const city = field("cityId", "city");

/** What each kind of decision asks for, in the order of the form. */
export const decisionFields: Record<DecisionKind, readonly FieldSpec[]> = {
  REPLACE_VALIDATOR: [city, field("validator", "address")],
  RECORD_POPULATION: [city, field("population", "whole")],
  WEEKLY_MINUTES: [field("ceilingMinutes", "whole")],
  CAPS: [field("signerKind", "signerKind"), field("perChargePoints", "points"), field("perDayPoints", "points"), field("ceilingPerDayPoints", "points")],
  EXCHANGE_LIMITS: [field("pointsPerMinuteMax", "whole"), field("pairPointsMax", "whole"), field("newPartnersMax", "whole")],
  DEFAULT_CEILING: [field("pointsPerResident", "whole")],
  ADD_PERIODS: [field("startsAt", "days")],
  ADMIT_CITY: [
    field("newCityId", "whole"),
    field("population", "whole"),
    field("host", "host"),
    field("validator", "address"),
    field("administratorAccount", "address"),
    field("administratorSigner", "bytes"),
    field("serviceAccount", "address"),
    field("serviceSigner", "bytes"),
  ],
  SUSPEND_CITY: [city],
  REINSTATE_CITY: [city],
  DEPART_CITY: [city],
  REPLACE_POLICY: [field("role", "role"), field("previous", "address"), field("next", "address")],
  ALLOW_PAUSE_AGAIN: [],
  LIFT_PAUSE: [],
};

export function fieldIdOf(index: number, name: FieldName | "kind"): string {
  return `decisions-${index}-${name}`;
}

type Reading = { decision: Decision } | { mistakes: FieldMistake[] };

/** The decision that the form says, or what is to be corrected. */
export function readDecision({ kind, values }: DecisionDraft, index: number, words: Pick<Words, "errors" | "kindError">): Reading {
  if (kind === "") return { mistakes: [{ fieldId: fieldIdOf(index, "kind"), message: words.kindError }] };
  const read = decisionFields[kind].map(({ name, type }) => ({ name, type, value: readField(type, values[name] ?? "") }));
  const mistakes = read
    .filter(({ value }) => value === undefined)
    .map(({ name, type }) => ({ fieldId: fieldIdOf(index, name), message: words.errors[errorOf[type]] }));
  if (mistakes.length > 0) return { mistakes };
  const plain = Object.fromEntries(read.map(({ name, value }) => [name, value]));
  // Each field was read by its type above; the service checks the whole once more.
  return { decision: { kind, ...shaped(kind, plain) } as Decision };
}

const errorOf: Record<FieldType, keyof Words["errors"]> = {
  city: "city", whole: "whole", points: "whole", address: "address", bytes: "bytes", days: "days", host: "host", signerKind: "choice", role: "choice",
};

function readField(type: FieldType, text: string): unknown {
  const trimmed = text.trim();
  switch (type) {
    case "city":
      return trimmed === "" ? undefined : Number(trimmed);
    case "whole": {
      const whole = readWhole(trimmed);
      return whole === undefined || whole > 0xffff_ffffn ? undefined : Number(whole);
    }
    case "points":
      return readWhole(trimmed)?.toString();
    case "address":
      return /^0x[0-9a-fA-F]{40}$/.test(trimmed) ? trimmed : undefined;
    case "bytes":
      return /^0x(?:[0-9a-fA-F]{2}){20,256}$/.test(trimmed) ? trimmed : undefined;
    case "days":
      return readDays(trimmed);
    case "host":
      return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(trimmed) ? trimmed : undefined;
    case "signerKind":
    case "role":
      return trimmed === "" ? undefined : trimmed;
  }
}

/** One civil day a line, each later than the one before. */
function readDays(text: string): string[] | undefined {
  const starts = text.split(/\s+/).map((day) => civilDayStart(day));
  const isRising = starts.every((start, index) => start !== undefined && (index === 0 || (starts[index - 1] ?? "") < start));
  return isRising ? starts.filter((start) => start !== undefined) : undefined;
}

function shaped(kind: DecisionKind, values: Record<string, unknown>): Record<string, unknown> {
  if (kind !== "ADMIT_CITY") return values;
  const { newCityId, administratorAccount, administratorSigner, serviceAccount, serviceSigner, ...rest } = values;
  return {
    ...rest,
    cityId: newCityId,
    administrator: { account: administratorAccount, signer: administratorSigner },
    service: { account: serviceAccount, signer: serviceSigner },
  };
}
