import { reasonCodes } from "../../../ledger-service/src/modules/attestations/reason-codes.ts";
import {
  activityCreatedSchema, checkSheetBody, contestCreatedSchema, disputesSchema, pendingLinesSchema, sheetCheckSchema, sheetDetailSchema,
  sheetDraftSchema,
} from "../../../ledger-service/src/modules/attestations/sheets.schemas.ts";
import { actAnswerSchema, approvalAnswerSchema } from "../../../ledger-service/src/modules/participants/municipal-acts.schemas.ts";
import { accountSchema } from "../../../ledger-service/src/modules/accounts/accounts.schemas.ts";
import { movementsSchema, programmesSchema } from "../../../ledger-service/src/modules/points/points.schemas.ts";
import { weekIndexAt, weekStartDate } from "../../../ledger-service/src/kernel/week.ts";
import { signInCast, type AddressOf } from "./cast.ts";
import { act, follow, sign, type Person } from "./person.ts";
import { writePoints, writeTime } from "./words.ts";
import type { Teller } from "./teller.ts";
import { waitForNews } from "./wait-for-news.ts";

/** The window of the trial programme and the jobs after it. */
const WINDOW_PATIENCE_MS = 240_000;

type Line = ReturnType<typeof pendingLinesSchema.parse>["lines"][number];
type Sheet = { readonly sheetId: string; readonly index: number };

/** Hours, from the sheet to the points: attested, contested, decided, inscribed. */
export async function playHours(addressOf: AddressOf, teller: Teller): Promise<void> {
  teller.chapter("1. Des heures de bénévolat");
  const nadia = await signInCast(addressOf, "brossard", "coordinator-1");
  const volunteers = [
    { person: await signInCast(addressOf, "brossard", "resident-1"), quantityText: "2 h 30" },
    { person: await signInCast(addressOf, "brossard", "resident-2"), quantityText: "1:30" },
    { person: await signInCast(addressOf, "magog", "resident-3"), quantityText: "1,75" },
  ] as const;
  const [aicha, robert, amelie] = volunteers.map(({ person }) => person);
  if (aicha === undefined || robert === undefined || amelie === undefined) throw new RangeError("three volunteers");
  const sheetId = await fileSheet(nadia, volunteers, teller);
  const lines = new Map<Person, Line>();
  for (const person of [aicha, robert, amelie]) lines.set(person, await seePending(person, sheetId, teller));
  const contested = await contest(addressOf, robert, { sheetId, index: lineOf(lines, robert).index }, teller);
  await decide(addressOf, contested, teller);
  for (const person of [aicha, amelie]) await seePosted(person, { sheetId, index: lineOf(lines, person).index }, teller);
  await seeStruck(robert, { sheetId, index: contested.index }, teller);
  const sheet = await waitForNews(nadia.browser, "la feuille est finie", async () => {
    const detail = await nadia.browser.get(`/api/sheets/${sheetId}`, sheetDetailSchema);
    return detail.status === "FINISHED" ? detail : undefined;
  });
  teller.check(
    `La feuille de ${nadia.name} est finie : ${sheet.counts.posted} lignes inscrites, ${sheet.counts.struck} rayée, ${writePoints(sheet.issuedPoints)} émis des ${sheet.reservedPoints} réservés au dépôt`,
    sheet.counts.posted === 2 && sheet.counts.struck === 1 && BigInt(sheet.issuedPoints) < BigInt(sheet.reservedPoints),
  );
  const { title, issuedPoints, reservedPoints, budgetPoints } = await trialProgramme(nadia);
  teller.check(
    `Budget de « ${title} » : ${issuedPoints} émis et ${reservedPoints} réservés, sur ${writePoints(budgetPoints)}`,
    BigInt(issuedPoints) + BigInt(reservedPoints) <= BigInt(budgetPoints),
  );
}

async function fileSheet(nadia: Person, volunteers: readonly { person: Person; quantityText: string }[], teller: Teller): Promise<string> {
  const trial = await trialProgramme(nadia);
  const { activity } = await nadia.browser.send("POST", "/api/activities", {
    title: "Tri des denrées", programmeId: trial.programmeId, weekStartsOn: weekStartDate(weekIndexAt(new Date()) - 1), place: "Salle du Carrefour",
  }, activityCreatedSchema);
  teller.say(`${nadia.name} inscrit l’activité « ${activity.title} », semaine du ${activity.weekStartsOn}, programme « ${activity.programmeTitle} »`);
  const lines = await Promise.all(volunteers.map(async ({ person, quantityText }) => {
    const { memberCode } = await person.browser.get("/api/account", accountSchema);
    if (memberCode === null) throw new RangeError(`${person.name} has no member code`);
    return { memberCode, quantityText };
  }));
  await seeWrongCode(nadia, activity.activityId, lines, teller);
  const draft = await nadia.browser.send("POST", "/api/sheets", { activityId: activity.activityId, lines }, sheetDraftSchema);
  teller.say(`La feuille a ${draft.totals.lineCount} lignes : ${draft.totals.totalQuantityText}, ${writePoints(draft.totals.points)}`);
  await act(nadia, `/api/sheets/${draft.draftId}/signature`, { signed: await sign(nadia, draft.toSign) });
  teller.say(`${nadia.name} signe une fois; la feuille est déposée au registre`);
  return draft.sheetId;
}

/** The programme whose window is two minutes, so that the journey is played to its end. */
async function trialProgramme({ browser }: Person) {
  const { programmes } = await browser.get("/api/programmes", programmesSchema);
  const trial = programmes.find(({ isTrial, status }) => isTrial && status === "OPEN");
  if (trial === undefined) throw new RangeError("no open trial programme");
  return trial;
}

/** A code with one character changed is refused in its place before anything is signed. */
async function seeWrongCode(nadia: Person, activityId: string, lines: readonly { memberCode: string; quantityText: string }[], teller: Teller): Promise<void> {
  const [first, ...others] = lines;
  if (first === undefined) throw new RangeError("a sheet has lines");
  const changed = first.memberCode.slice(0, 4) + (first.memberCode.charAt(4) === "7" ? "8" : "7") + first.memberCode.slice(5);
  const body = checkSheetBody.parse({ activityId, lines: [{ ...first, memberCode: changed }, ...others] });
  const checked = await nadia.browser.send("POST", "/api/sheets/check", body, sheetCheckSchema);
  const finding = checked.lines[0]?.error;
  teller.check(`Un code mal recopié est refusé à sa ligne : « ${finding?.message ?? ""} »`, checked.errorCount === 1 && finding !== undefined);
}

async function seePending(person: Person, sheetId: string, teller: Teller): Promise<Line> {
  const line = await waitForNews(person.browser, `la ligne de ${person.name}`, async () => {
    const { lines } = await person.browser.get("/api/account/pending-lines", pendingLinesSchema);
    return lines.find((one) => one.sheetId === sheetId);
  });
  teller.check(
    `${person.name} (${person.session.city.name}) voit ${line.quantityText} en attente, attestées par ${line.signerName ?? ""} pour ${line.institutionName}, à contester avant ${writeTime(line.windowEndsAt)}`,
    line.status === "PENDING" && line.canContest && line.signerName !== null,
  );
  return line;
}

async function contest(addressOf: AddressOf, resident: Person, line: Sheet, teller: Teller): Promise<Sheet> {
  const path = `/api/account/pending-lines/${line.sheetId}/${line.index}/contest`;
  await resident.browser.send("POST", path, { reasonCode: reasonCodes.wrongQuantity, explanation: "Je suis parti après une demi-heure." }, contestCreatedSchema);
  teller.say(`${resident.name} conteste sa ligne : « Je suis parti après une demi-heure. »`);
  const marthe = await signInCast(addressOf, "brossard", "programme-1");
  const { requests } = await marthe.browser.get("/api/disputes", disputesSchema);
  const request = requests.find(({ sheetId, index }) => sheetId === line.sheetId && index === line.index);
  if (request === undefined) throw new RangeError("the desk did not receive the request");
  await signAct(marthe, `/api/disputes/requests/${request.requestId}/act`, {});
  teller.say(`${marthe.name} (bureau des contestations) signe : la ligne est contestée au registre`);
  return line;
}

async function decide(addressOf: AddressOf, { sheetId, index }: Sheet, teller: Teller): Promise<void> {
  const denis = await signInCast(addressOf, "brossard", "programme-2");
  const dispute = await waitForNews(denis.browser, "la contestation au bureau", async () => {
    const { disputes } = await denis.browser.get("/api/disputes", disputesSchema);
    return disputes.find((one) => one.sheetId === sheetId && one.index === index);
  });
  teller.check(`${denis.name} lit la contestation (${dispute.reason.toLowerCase()}) et peut la trancher`, dispute.canDecide);
  await signAct(denis, `/api/disputes/${sheetId}/${index}/decision`, { struck: true, reasonCode: reasonCodes.evidenceSeen });
  teller.say(`${denis.name} décide : la ligne est rayée`);
}

/** Drafts a municipal act, signs it and follows it. One signature is enough for these. */
async function signAct(officer: Person, draftPath: string, body: unknown): Promise<void> {
  const { act: drafted } = await officer.browser.send("POST", draftPath, body, actAnswerSchema);
  const signed = await sign(officer, drafted.toSign);
  const { operation } = await officer.browser.send("POST", `/api/acts/${drafted.id}/approvals`, { signed }, approvalAnswerSchema);
  if (operation === undefined) throw new RangeError(`${drafted.title} waits for another signature`);
  await follow(officer, operation);
}

async function seePosted(person: Person, { sheetId, index }: Sheet, teller: Teller): Promise<void> {
  const movement = await waitForNews(person.browser, `les points de ${person.name}`, async () => {
    const { movements } = await person.browser.get("/api/account/movements", movementsSchema);
    return movements.find((one) => one.kind === "EARNED" && one.sheetId === sheetId && one.lineIndex === index);
  }, WINDOW_PATIENCE_MS);
  const { reason } = movement;
  teller.check(
    `${person.name} reçoit ${writePoints(movement.points)} : ${movement.title}, ${reason.institutionName ?? ""}, ${reason.programmeTitle ?? ""}, résolution ${reason.resolution ?? ""}, page ${movement.blockNumber} du registre`,
    BigInt(movement.points) > 0n && reason.institutionName !== undefined && reason.resolution !== undefined,
  );
}

async function seeStruck(person: Person, { sheetId, index }: Sheet, teller: Teller): Promise<void> {
  const line = await waitForNews(person.browser, `la ligne rayée de ${person.name}`, async () => {
    const { lines } = await person.browser.get("/api/account/pending-lines", pendingLinesSchema);
    return lines.find((one) => one.sheetId === sheetId && one.index === index && one.status === "STRUCK");
  });
  teller.check(`${person.name} voit sa ligne rayée; elle ne donnera aucun point`, line.contest?.status === "STRUCK");
}

function lineOf(lines: ReadonlyMap<Person, Line>, person: Person): Line {
  const line = lines.get(person);
  if (line === undefined) throw new RangeError(`${person.name} has no line`);
  return line;
}
