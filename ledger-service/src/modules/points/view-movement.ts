import type { Address, Hex } from "viem";
import { movementFactKey, type MovementFact, type MovementNote } from "./movement-note-store.ts";
import type { MovementRow } from "./movement.entity.ts";
import type { MovementJson, MovementKind } from "./points.schemas.ts";
import { programmeUnitName } from "./programme-units.ts";
import { quantityText } from "./quantity-text.ts";

/** Public words that the movements of one page need. */
export interface MovementWords {
  readonly notes: ReadonlyMap<string, MovementNote>;
  readonly programmeTitles: ReadonlyMap<Hex, string>;
  readonly resolutions: ReadonlyMap<Hex, string>;
  readonly institutionNames: ReadonlyMap<Address, string>;
}

const titles: Readonly<Record<MovementKind, string>> = {
  EARNED: "Points gagnés",
  REDEEMED: "Paiement",
  VOIDED: "Paiement annulé",
  REFUNDED: "Remboursement",
  EXCHANGE_IN: "Échange\u00A0: points reçus",
  EXCHANGE_OUT: "Échange\u00A0: points remis",
};

/** The fact behind a movement, by which its note is kept. */
export function factOf(row: MovementRow): MovementFact | undefined {
  if (row.sheetId !== null && row.lineIndex !== null) return { kind: "LINE", sheetId: row.sheetId, index: Number(row.lineIndex) };
  if (row.chargeId !== null) return { kind: "CHARGE", chargeId: row.chargeId };
  if (row.exchangeId !== null) return { kind: "EXCHANGE", exchangeId: row.exchangeId, account: row.account };
  return undefined;
}

/** A movement and why it happened, as its holder reads it. */
export function viewMovement(row: MovementRow, words: MovementWords): MovementJson {
  const fact = factOf(row);
  const note = (fact === undefined ? undefined : words.notes.get(movementFactKey(fact))) ?? {};
  const reason = {
    programmeTitle: row.programmeId === null ? undefined : (words.programmeTitles.get(row.programmeId) ?? note.programmeTitle),
    institutionName: row.institution === null ? undefined : (words.institutionNames.get(row.institution) ?? note.institutionName),
    signerName: note.signerName,
    resolution: row.programmeId === null ? undefined : (words.resolutions.get(row.programmeId) ?? note.resolution),
    merchantName: row.merchant === null ? undefined : (words.institutionNames.get(row.merchant) ?? note.merchantName),
    partnerName: note.partnerName,
    quantityText: row.quantity === null || row.unit === null ? undefined : quantityText(Number(row.quantity), programmeUnitName(row.unit)),
  };
  return {
    id: `${row.eventId}`,
    at: row.at.toISOString(),
    kind: row.kind,
    points: row.points.toString(),
    lots: row.lots,
    title: note.title ?? reason.merchantName ?? reason.institutionName ?? titles[row.kind],
    reason,
    chargeId: row.chargeId ?? undefined,
    exchangeId: row.exchangeId ?? undefined,
    sheetId: row.sheetId ?? undefined,
    lineIndex: row.lineIndex === null ? undefined : Number(row.lineIndex),
    blockNumber: Number(row.blockNumber),
  };
}
