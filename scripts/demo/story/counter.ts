import { terminalsSchema } from "../../../ledger-service/src/modules/participants/terminals.schemas.ts";
import {
  chargeViewSchema, counterChargeSchema, toSignAnswerSchema, type ChargeView, type CounterChargeView,
} from "../../../ledger-service/src/modules/redemptions/redemptions.schemas.ts";
import { keccak256 } from "viem";
import { operationAnswerSchema } from "../../../ledger-service/src/relay/operation.schemas.ts";
import { act, sign, type Person } from "./person.ts";
import { waitForNews } from "./wait-for-news.ts";

/** A cashier at an enrolled terminal: the demo's key of a cashier is the terminal's. */
export interface Counter {
  readonly cashier: Person;
  readonly terminal: string;
}

export async function openCounter(cashier: Person): Promise<Counter> {
  const merchant = cashier.session.person?.actingFor?.institution;
  if (merchant === undefined) throw new RangeError(`${cashier.name} acts for no merchant`);
  const { terminals } = await cashier.browser.get(`/api/institutions/${merchant}/terminals`, terminalsSchema);
  const terminal = terminals.find((one) => one.terminal === keccak256(cashier.key.signer));
  if (terminal?.status !== "ACTIVE") throw new RangeError(`${cashier.name} holds no active terminal`);
  return { cashier, terminal: terminal.terminal };
}

export function openSale({ cashier, terminal }: Counter, points: bigint, offerText: string): Promise<CounterChargeView> {
  return cashier.browser.send("POST", "/api/charges", { points: points.toString(), offerText, terminal }, counterChargeSchema);
}

/** The resident has approved: the terminal signs last, and the counter waits for what the ledger says. */
export async function signSale({ cashier }: Counter, chargeId: string): Promise<CounterChargeView> {
  const read = (): Promise<CounterChargeView> => cashier.browser.get(`/api/charges/${chargeId}`, counterChargeSchema);
  const toSign = await waitForNews(cashier.browser, "l’accord au comptoir", async () => (await read()).toSign);
  await cashier.browser.send("POST", `/api/charges/${chargeId}/terminal-signature`, { signed: await sign(cashier, toSign) }, operationAnswerSchema);
  return waitForNews(cashier.browser, "la réponse du registre", async () => {
    const sale = await read();
    return sale.status === "SENT" || sale.status === "CONSENTED" ? undefined : sale;
  });
}

/** The resident has read the charge on their screen and approves it. */
export async function approve(resident: Person, charge: ChargeView): Promise<ChargeView> {
  const { toSign } = charge;
  if (toSign === undefined) throw new RangeError(`${resident.name} has nothing to approve`);
  const { validAfter, validBefore } = toSign.message;
  const body = { validAfter: Number(validAfter), validBefore: Number(validBefore), signed: await sign(resident, toSign) };
  return resident.browser.send("POST", `/api/account/charges/${charge.chargeId}/consent`, body, chargeViewSchema);
}

/** Undoes a sale of the day, whole. */
export async function voidSale({ cashier, terminal }: Counter, chargeId: string): Promise<CounterChargeView> {
  const { toSign } = await cashier.browser.send("POST", `/api/charges/${chargeId}/void/draft`, { terminal }, toSignAnswerSchema);
  const body = { validBefore: Number(toSign.message.validBefore), signed: await sign(cashier, toSign) };
  await act(cashier, `/api/charges/${chargeId}/void`, body);
  return waitForNews(cashier.browser, "la vente annulée", async () => {
    const sale = await cashier.browser.get(`/api/charges/${chargeId}`, counterChargeSchema);
    return sale.status === "VOIDED" ? sale : undefined;
  });
}
