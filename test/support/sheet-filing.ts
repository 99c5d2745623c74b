import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { id } from "ethers";
import type { Signing } from "./acts.ts";
import { time } from "./chain.ts";
import type { MailleContracts } from "./contracts.ts";
import type { Organization } from "./enrolment.ts";
import { FAR_SECONDS, type Granting } from "./programme-opening.ts";
import type { TestSigner } from "./signers.ts";

/** Who earned what: minutes, attendances, cents or actions. */
export interface Earned {
  readonly account: string;
  readonly quantity: number;
}

export interface Sheet {
  readonly institution: string;
  readonly programmeId: string;
  readonly activityId: string;
  readonly weekIndex: number;
  readonly part: number;
  readonly lineCount: number;
  readonly totalQuantity: number;
  readonly linesRoot: string;
  readonly validBefore: number;
}

/** One line as `post` takes it. */
export interface LineProof {
  readonly index: number;
  readonly account: string;
  readonly quantity: number;
  readonly salt: string;
  readonly proof: readonly string[];
}

export interface PreparedSheet {
  readonly sheetId: string;
  readonly sheet: Sheet;
  readonly lines: readonly LineProof[];
}

const LINE_TYPEHASH = id("Line(bytes32 sheetId,uint32 index,address account,uint64 quantity,bytes32 salt)");
const LEAF = ["bytes32", "bytes32", "uint32", "address", "uint64", "bytes32"];

/** Monday weeks in UTC, as the chain counts them (D13). */
export const weekIndexAt = (seconds: number): number => Math.floor((Math.floor(seconds / 86_400) + 3) / 7);

/** The first second after a week. */
export const weekEndsAt = (weekIndex: number): number => (weekIndex * 7 + 4) * 86_400;

/** @returns the tree's root and each line with its proof, by OpenZeppelin's own StandardMerkleTree */
export function plantLines(sheetId: string, earned: readonly Earned[]): { root: string; lines: LineProof[] } {
  const leaves = earned.map(({ account, quantity }, index) => {
    const salt = id(`salt of ${sheetId} ${String(index)}`);
    return [LINE_TYPEHASH, sheetId, index, account, quantity, salt];
  });
  const tree = StandardMerkleTree.of(leaves, LEAF);
  const lines = earned.map(({ account, quantity }, index) => ({
    index,
    account,
    quantity,
    salt: id(`salt of ${sheetId} ${String(index)}`),
    proof: tree.getProof(index),
  }));
  return { root: tree.root, lines };
}

/** A sheet of the current week for these lines; `changes` make it another one than the lines say. */
export async function prepareSheet(
  contracts: MailleContracts,
  organization: Organization,
  programmeId: string,
  earned: readonly Earned[],
  changes: Partial<Sheet> = {},
): Promise<PreparedSheet> {
  const facts = {
    institution: organization.account,
    programmeId,
    activityId: id("activity of the soup kitchen"),
    weekIndex: weekIndexAt(await time.latest()),
    part: 0,
    ...changes,
  };
  const sheetId: string = await contracts.earningSheets.sheetIdOf(
    facts.institution, facts.programmeId, facts.activityId, facts.weekIndex, facts.part,
  );
  const { root, lines } = plantLines(sheetId, earned);
  const sheet = {
    lineCount: earned.length,
    totalQuantity: earned.reduce((sum, { quantity }) => sum + quantity, 0),
    linesRoot: root,
    validBefore: FAR_SECONDS,
    ...facts,
    ...changes,
  };
  return { sheetId, sheet, lines };
}

/** Signs as a coordinator and sends. */
export const submitSheet = (
  { contracts, signing }: { contracts: MailleContracts; signing: Signing },
  coordinator: TestSigner,
  { sheet }: PreparedSheet,
) => contracts.earningSheets.submit(sheet, signing.prove(coordinator, "Sheet", { ...sheet }));

/** Prepares, signs and files in one go. */
export async function fileSheet(
  granting: Granting,
  organization: Organization,
  programmeId: string,
  earned: readonly Earned[],
  changes: Partial<Sheet> = {},
): Promise<PreparedSheet> {
  const prepared = await prepareSheet(granting.contracts, organization, programmeId, earned, changes);
  await submitSheet(granting, organization.coordinator, prepared);
  return prepared;
}

/** Moves the chain's clock to the first second after a sheet's window. */
export async function passWindow(contracts: MailleContracts, { sheetId }: PreparedSheet): Promise<void> {
  const { windowEndsAt } = await contracts.earningSheets.sheet(sheetId);
  await time.increaseTo(Number(windowEndsAt) + 1);
}

/** The overloaded `revoke` of an institution, apart from the one that EAS calls. */
export const REVOKE_SHEET = "revoke((bytes32,uint8,uint64),(bytes,bytes))";
