import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import type { ContractName } from "../../audit/ledger-event.ts";
import { addressWord, idOf, logWriter, type LogPlace, word, type WriteLog } from "./log-words.ts";

/** What a real deployment gave, on which the made-up blocks stand. */
export interface Foundation {
  readonly addresses: Readonly<Record<ContractName, Address>>;
  readonly institution: Address;
  readonly programmeId: Hex;
  readonly weekIndex: number;
  readonly sheetSchema: Hex;
  readonly shopOfCity1: Address;
  readonly shopOfCity2: Address;
  readonly periodIndex: number;
  readonly lastBlock: number;
  readonly lastTimestamp: number;
}

export interface MadeUpSize {
  readonly accounts: number;
  readonly payments: number;
}

/** What the contracts would answer after the last made-up block. */
export interface MadeUpState {
  readonly sheets: number;
  readonly issued: bigint;
  readonly redeemed: bigint;
  readonly obligation: bigint;
  balanceOf(account: Address): bigint | undefined;
}

export interface MadeUpLedger {
  readonly eventCount: number;
  readonly lastBlock: number;
  readonly state: MadeUpState;
  timestampOf(block: number): number;
  /** Each log of a block as JSON text. */
  logsOf(block: number): string[];
}

const OPENED_A_BLOCK = 200;
export const LINES_A_SHEET = 1_000;
const LINES_A_BLOCK = 125;
const BLOCKS_A_SHEET = 1 + LINES_A_SHEET / LINES_A_BLOCK;
const PAID_A_BLOCK = 100;
/** One payment in five is at a merchant of the other city. */
const CROSSING_EVERY = 5;
export const LINE_MINUTES = 60;
export const LINE_POINTS = 100n;
/** So that no merchant passes its ceiling of a day. */
const PAYMENT_BLOCK_SECONDS = 250;
const RESIDENT = 1;
const CITY = 1;
const OTHER_CITY = 2;
const NOBODY = word(0);

export const accountOf = (index: number): Address => `0xacc0${((index * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0")}${index.toString(16).padStart(28, "0")}`;
export const sheetIndexOf = (activityId: Hex): number => Number.parseInt(activityId.slice(-8), 16);

/** Accounts that open, sheets of a thousand hours each, then payments of one point: what a ledger's events mostly are. */
export function madeUpLedger(foundation: Foundation, { accounts, payments }: MadeUpSize): MadeUpLedger {
  const write = writersOf(foundation.addresses);
  const sheets = accounts / LINES_A_SHEET;
  const openingBlocks = accounts / OPENED_A_BLOCK;
  const sheetBlocks = sheets * BLOCKS_A_SHEET;
  const paymentBlocks = Math.ceil(payments / PAID_A_BLOCK);
  const [firstOpening, firstSheet] = [foundation.lastBlock + 1, foundation.lastBlock + 1 + openingBlocks];
  const firstPayment = firstSheet + sheetBlocks;
  const crossing = Math.floor((payments - 1) / CROSSING_EVERY) + 1;
  const timestampOf = (block: number): number =>
    foundation.lastTimestamp + Math.min(block - foundation.lastBlock, openingBlocks + sheetBlocks) + Math.max(0, block - firstPayment + 1) * PAYMENT_BLOCK_SECONDS;

  function logsOf(block: number): string[] {
    const place = placesOf(block, timestampOf(block));
    if (block < firstSheet) return openAccounts(write, place, (block - firstOpening) * OPENED_A_BLOCK);
    if (block < firstPayment) {
      const [sheet, part] = [Math.floor((block - firstSheet) / BLOCKS_A_SHEET), (block - firstSheet) % BLOCKS_A_SHEET];
      return part === 0 ? fileSheet(write, place, foundation, sheet, timestampOf(block)) : postLines(write, place, foundation, sheet, part);
    }
    const first = (block - firstPayment) * PAID_A_BLOCK;
    return Array.from({ length: Math.min(PAID_A_BLOCK, payments - first) }, (_, index) => pay(write, place, foundation, first + index, accounts)).flat();
  }

  return {
    // an opening is one event, a sheet four, a line three, a payment three, or four across cities
    eventCount: accounts + 4 * sheets + 3 * accounts + 3 * payments + crossing,
    lastBlock: firstPayment + paymentBlocks - 1,
    timestampOf,
    logsOf,
    state: {
      sheets,
      issued: BigInt(accounts) * LINE_POINTS,
      redeemed: BigInt(payments),
      obligation: BigInt(crossing),
      balanceOf: balances(accounts, payments),
    },
  };
}

function balances(accounts: number, payments: number): (account: Address) => bigint | undefined {
  const indexes = new Map(Array.from({ length: accounts }, (_, index) => [accountOf(index), index]));
  return (account) => {
    const index = indexes.get(account);
    if (index === undefined) return undefined;
    const paid = Math.floor(payments / accounts) + (index < payments % accounts ? 1 : 0);
    return LINE_POINTS - BigInt(paid);
  };
}

type NextPlace = (transaction: number) => LogPlace;

function placesOf(blockNumber: number, timestamp: number): NextPlace {
  let logIndex = -1;
  return (transaction) => {
    logIndex += 1;
    return { blockNumber, timestamp, transaction: blockNumber * 1_000 + transaction, logIndex };
  };
}

type Writers = ReturnType<typeof writersOf>;

function writersOf(at: Readonly<Record<ContractName, Address>>) {
  const writer = (contract: ContractName, name: string): WriteLog => logWriter(at[contract], contract, name);
  return {
    opened: writer("accounts", "AccountOpened"),
    reserved: writer("programmes", "PointsReserved"),
    attested: writer("eas", "Attested"),
    filed: writer("earningSheets", "SheetFiled"),
    posted: writer("earningSheets", "LinePosted"),
    finished: writer("earningSheets", "SheetFinished"),
    transfer: writer("points", "Transfer"),
    issued: writer("points", "PointsIssued"),
    burned: writer("points", "PointsRedeemed"),
    redeemed: writer("redemptionDesk", "Redeemed"),
    owed: writer("clearingHouse", "ObligationRecorded"),
  };
}

function openAccounts(write: Writers, place: NextPlace, first: number): string[] {
  return Array.from({ length: OPENED_A_BLOCK }, (_, index) =>
    write.opened(place(0), [addressWord(accountOf(first + index)), word(CITY)], word(RESIDENT)));
}

const bare = (id: Hex): string => id.slice(2);
const activityOf = (sheet: number): Hex => idOf(0xac7, sheet);

function sheetIdOf({ institution, programmeId, weekIndex }: Foundation, sheet: number): Hex {
  return keccak256(encodeAbiParameters(
    [{ type: "address" }, { type: "bytes32" }, { type: "bytes32" }, { type: "uint32" }, { type: "uint16" }],
    [institution, programmeId, activityOf(sheet), weekIndex, 0],
  ));
}

function fileSheet(write: Writers, place: NextPlace, foundation: Foundation, sheet: number, timestamp: number): string[] {
  const { institution, programmeId, weekIndex, sheetSchema, addresses } = foundation;
  const points = LINE_POINTS * BigInt(LINES_A_SHEET);
  const uid = bare(idOf(0xa77, sheet));
  const struct = [
    addressWord(institution), bare(programmeId), bare(activityOf(sheet)), word(weekIndex), word(0), word(LINES_A_SHEET),
    word(LINES_A_SHEET * LINE_MINUTES), bare(idOf(0x600, sheet)), word(timestamp + 60),
  ].join("");
  return [
    write.reserved(place(0), [bare(programmeId), addressWord(institution)], word(points)),
    write.filed(place(0), [bare(sheetIdOf(foundation, sheet)), addressWord(institution), bare(programmeId)], `${struct}${uid}${word(1)}${word(points)}${word(timestamp)}`),
    write.attested(place(0), [NOBODY, addressWord(addresses.earningSheets), bare(sheetSchema)], uid),
  ];
}

function postLines(write: Writers, place: NextPlace, foundation: Foundation, sheet: number, part: number): string[] {
  const sheetId = bare(sheetIdOf(foundation, sheet));
  const first = (part - 1) * LINES_A_BLOCK;
  const logs = Array.from({ length: LINES_A_BLOCK }, (_, index) => {
    const line = first + index;
    const account = addressWord(accountOf(sheet * LINES_A_SHEET + line));
    return [
      write.posted(place(0), [sheetId, word(line), account], `${word(LINE_MINUTES)}${word(LINE_POINTS)}${word(0)}${bare(idOf(0x5a17, line))}`),
      write.transfer(place(0), [NOBODY, account, word(CITY)], `${addressWord(foundation.addresses.earningSheets)}${word(LINE_POINTS)}`),
      write.issued(place(0), [account, word(CITY)], word(LINE_POINTS)),
    ];
  }).flat();
  const isLast = first + LINES_A_BLOCK === LINES_A_SHEET;
  return isLast ? [...logs, write.finished(place(0), [sheetId], `${word(LINE_POINTS * BigInt(LINES_A_SHEET))}${word(0)}`)] : logs;
}

/** One point, from the next account in turn; twenty payments a transaction. */
function pay(write: Writers, place: NextPlace, foundation: Foundation, payment: number, accounts: number): string[] {
  const { shopOfCity1, shopOfCity2, addresses, periodIndex } = foundation;
  const isCrossing = payment % CROSSING_EVERY === 0;
  const account = addressWord(accountOf(payment % accounts));
  const chargeId = bare(chargeIdOf(payment));
  const transaction = Math.floor((payment % PAID_A_BLOCK) / 20);
  const lots = `${word(64)}${word(1)}${word(CITY)}${word(1)}`;
  return [
    write.redeemed(place(transaction), [chargeId, account, addressWord(isCrossing ? shopOfCity2 : shopOfCity1)], `${word(1)}${lots}`),
    write.transfer(place(transaction), [account, NOBODY, word(CITY)], `${addressWord(addresses.redemptionDesk)}${word(1)}`),
    write.burned(place(transaction), [account, word(CITY)], word(1)),
    ...(isCrossing ? [write.owed(place(transaction), [word(CITY), word(OTHER_CITY), word(periodIndex)], `${word(1)}${chargeId}`)] : []),
  ];
}

/** Spread over all bits, as real ids are. */
function chargeIdOf(payment: number): Hex {
  return keccak256(`0x${payment.toString(16).padStart(16, "0")}`);
}
