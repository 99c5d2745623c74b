import { encodeAbiParameters, keccak256, type Address, type Hex } from "viem";
import { buildLineTree, type LineTree, type SheetLine } from "../../../ledger-service/src/kernel/merkle-line-tree.ts";
import type { CastAccounts } from "./cast-accounts.ts";
import { programmeIdOf, programmeOf } from "./cast-programmes.ts";
import { CAST_CITIES, type CastCity } from "./cities.ts";
import type { CastSheet } from "./history.ts";
import type { SeededRandom } from "./random.ts";

/** A sheet of the cast as it was filed: the struct, its lines with their salts, and the tree. */
export interface BuiltSheet {
  readonly cast: CastSheet;
  readonly sheetId: Hex;
  readonly sheet: {
    readonly institution: Address;
    readonly programmeId: Hex;
    readonly activityId: Hex;
    readonly weekIndex: number;
    readonly part: number;
    readonly lineCount: number;
    readonly totalQuantity: bigint;
    readonly linesRoot: Hex;
    readonly validBefore: bigint;
  };
  readonly lines: readonly SheetLine[];
  readonly tree: LineTree;
  /** When its lines may be posted, seconds. */
  readonly windowEndsAt: number;
}

export const cityOf = (slug: string): CastCity => {
  const city = CAST_CITIES.find((one) => one.slug === slug);
  if (city === undefined) throw new RangeError(`no city ${slug} in the cast`);
  return city;
};

/** An activity is what one organization does in one week. */
export const activityIdOf = (random: SeededRandom, { label }: CastSheet): Hex => random.bytes32(`activity/${label}`);

export const buildSheet = (
  random: SeededRandom,
  accounts: CastAccounts,
  institution: Address,
  programmeYear: number,
  cast: CastSheet,
): BuiltSheet => {
  const city = cityOf(cast.citySlug);
  const programme = programmeOf(city, programmeYear, cast.programmeKey);
  const programmeId = programmeIdOf(city, programme);
  const activityId = activityIdOf(random, cast);
  const sheetId = keccak256(
    encodeAbiParameters(
      [{ type: "address" }, { type: "bytes32" }, { type: "bytes32" }, { type: "uint32" }, { type: "uint16" }],
      [institution, programmeId, activityId, cast.weekIndex, 0],
    ),
  );
  const lines = cast.lines.map(
    (line, index): SheetLine => ({
      index,
      account: accounts.person(line.residentSub),
      quantity: BigInt(line.quantityMinutes),
      salt: random.bytes32(`salt/${cast.label}/${index}`),
    }),
  );
  const tree = buildLineTree(sheetId, lines);
  return {
    cast,
    sheetId,
    lines,
    tree,
    windowEndsAt: cast.at + programme.pendingSeconds,
    sheet: {
      institution,
      programmeId,
      activityId,
      weekIndex: cast.weekIndex,
      part: 0,
      lineCount: lines.length,
      totalQuantity: lines.reduce((sum, { quantity }) => sum + quantity, 0n),
      linesRoot: tree.root,
      validBefore: BigInt(cast.at + 3_600),
    },
  };
};
