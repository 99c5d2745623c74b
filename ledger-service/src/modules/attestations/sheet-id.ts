import { encodeAbiParameters, keccak256, type Address, type Hex } from "viem";

/** The business facts that make a sheet one (D7). */
export interface SheetFacts {
  readonly institution: Address;
  readonly programmeId: Hex;
  readonly activityId: Hex;
  readonly weekIndex: number;
  readonly part: number;
}

/** keccak256(abi.encode(institution, programmeId, activityId, weekIndex, part)), as `EarningSheets` computes it. */
export function sheetIdOf(facts: SheetFacts): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: "address" }, { type: "bytes32" }, { type: "bytes32" }, { type: "uint32" }, { type: "uint16" }],
      [facts.institution, facts.programmeId, facts.activityId, facts.weekIndex, facts.part],
    ),
  );
}
