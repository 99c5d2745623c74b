import type { EntityManager } from "typeorm";
import { keccak256, type Address, type Hex } from "viem";
import { z } from "zod";
import type { Caller } from "../../kernel/caller.ts";
import { newOneTimeCode, normalizeOneTimeCode } from "../../kernel/check-code.ts";
import { randomUUID } from "../../kernel/random-id.ts";
import { ParticipantStatus } from "../../platform/chain/generated/enums.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { TerminalEnrolmentItem, TerminalRemovalItem } from "./enrol-terminal.ts";
import { invitationProblems } from "./invitation.problems.ts";
import { terminalCodeEntity } from "./terminal-code.entity.ts";
import { terminalLabelEntity } from "./terminal-label.entity.ts";
import { terminalEntity } from "./terminal.entity.ts";

const CODE_LIFE_MS = 15 * 60_000;

/** A merchant's terminal, as the ledger and this city's label have it. */
export interface Terminal {
  readonly terminal: Hex;
  readonly merchant: Address;
  readonly label: string;
  readonly isActive: boolean;
  readonly enrolledAt: Date;
}

export interface Terminals {
  ofMerchant(manager: EntityManager, merchant: Address): Promise<Terminal[]>;
  of(manager: EntityManager, terminal: Hex): Promise<Terminal | undefined>;
  issueCode(manager: EntityManager, caller: Caller, merchant: Address, label: string): Promise<{ code: string; expiresAt: Date }>;
  /** @throws Problem `one-time-code-refused`: unknown, used, expired or another merchant's, all one answer */
  enrol(transaction: Transaction, caller: Caller, merchant: Address, typedCode: string, signer: Hex): Promise<OperationView>;
  remove(transaction: Transaction, caller: Caller, terminal: Terminal): Promise<OperationView>;
}

interface Parts {
  readonly personalData: PersonalData;
  readonly relay: Relay;
  readonly enrolTerminal: RelayAct<TerminalEnrolmentItem>;
  readonly removeTerminal: RelayAct<TerminalRemovalItem>;
}

export function createTerminals(parts: Parts): Terminals {
  const codeIndex = (code: string) => parts.personalData.blindIndex("terminal_codes.code", code);
  return {
    ofMerchant: async (manager, merchant) => {
      const rows = await manager.getRepository(terminalEntity).find({ where: { merchant }, order: { enrolledAt: "ASC" } });
      return Promise.all(rows.map((row) => withLabel(manager, row)));
    },
    of: async (manager, terminal) => {
      const row = await manager.getRepository(terminalEntity).findOneBy({ terminal });
      return row === null ? undefined : withLabel(manager, row);
    },
    issueCode: async (manager, caller, merchant, label) => {
      const code = newOneTimeCode();
      const createdAt = new Date();
      const expiresAt = new Date(createdAt.getTime() + CODE_LIFE_MS);
      await manager.getRepository(terminalCodeEntity).insert({
        id: randomUUID(),
        merchant,
        label,
        codeIndex: codeIndex(code),
        createdBy: caller.personId,
        createdAt,
        expiresAt,
        usedAt: null,
        terminal: null,
      });
      return { code, expiresAt };
    },
    enrol: async (transaction, caller, merchant, typedCode, signer) => {
      const { manager } = transaction;
      const terminal = keccak256(signer);
      const label = await useCode(manager, merchant, codeIndex(normalizeOneTimeCode(typedCode)), terminal);
      await manager.getRepository(terminalLabelEntity).upsert({ terminal, merchant, label, createdAt: new Date() }, ["terminal"]);
      // The code, used once, is what keeps this from being done twice; a removed terminal must hear that it is refused.
      return parts.relay.submit(transaction, parts.enrolTerminal, { merchant, signer }, {
        ownerPersonId: caller.personId,
        resultIds: { terminal },
      });
    },
    remove: async (transaction, caller, { terminal, merchant }) =>
      parts.relay.submit(transaction, parts.removeTerminal, { merchant, terminal }, {
        ownerPersonId: caller.personId,
        factId: `terminal-removal:${terminal}`,
        resultIds: { terminal },
      }),
  };
}

/** One statement finds and uses it, so that two devices at once cannot share a code. @returns the label it carries */
async function useCode(manager: EntityManager, merchant: Address, codeIndex: string, terminal: Hex): Promise<string> {
  const result = await manager
    .createQueryBuilder()
    .update(terminalCodeEntity)
    .set({ usedAt: () => "now()", terminal })
    .where("merchant = :merchant AND code_index = :codeIndex AND used_at IS NULL AND expires_at > now()", { merchant, codeIndex })
    .returning(["label"])
    .execute();
  const [used] = z.array(z.object({ label: z.string() })).parse(result.raw);
  if (used === undefined) throw invitationProblems.of("one-time-code-refused");
  return used.label;
}

async function withLabel(manager: EntityManager, row: { terminal: string; merchant: string; status: number; enrolledAt: Date }): Promise<Terminal> {
  const label = await manager.getRepository(terminalLabelEntity).findOneBy({ terminal: row.terminal });
  return {
    terminal: `0x${row.terminal.slice(2)}`,
    merchant: `0x${row.merchant.slice(2)}`,
    label: label?.label ?? "Comptoir",
    isActive: row.status === ParticipantStatus.ACTIVE,
    enrolledAt: row.enrolledAt,
  };
}
