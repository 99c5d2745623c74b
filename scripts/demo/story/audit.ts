import type { z } from "zod";
import { privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { issuanceSchema, publicSummarySchema, reconciliationSchema } from "../../../ledger-service/src/modules/audit/audit.schemas.ts";
import { nonceAnswerSchema } from "../../../ledger-service/src/sign-in/ethereum.routes.ts";
import { sessionSchema } from "../../../ledger-service/src/sign-in/session.schemas.ts";
import { formatTable } from "../progress.ts";
import { signInCast, type AddressOf } from "./cast.ts";
import { openCityBrowser, type CityBrowser } from "./city-browser.ts";
import type { Person } from "./person.ts";
import type { Teller } from "./teller.ts";
import { waitForNews } from "./wait-for-news.ts";
import { writePoints } from "./words.ts";

const PAGE = 100;
type Issuance = z.output<typeof issuanceSchema>;

/** The auditor, by wallet alone, follows every point of the period to its resolution; the sums are done here. */
export async function playAudit(addressOf: AddressOf, teller: Teller): Promise<void> {
  teller.chapter("4. La vérification");
  const browser = await signInByWallet(await signInCast(addressOf, "brossard", "auditor"), teller);
  const { pages, rows } = await readIssuance(browser);
  const sum = rows.reduce((total, { points }) => total + BigInt(points), 0n);
  const [first] = pages;
  if (first === undefined) throw new RangeError("an audit has a page");
  const incomplete = rows.filter((row) => row.resolution === "" || row.programmeTitle === "" || row.institutionName === "" || /^0x0+$/.test(row.attestationUid));
  teller.check(`Du ${first.from} au ${first.to} : ${rows.length} lignes, chacune avec son organisme, son attestation, son programme et sa résolution`, incomplete.length === 0);
  for (const line of tableOf(first)) teller.say(line);
  teller.check(`Somme refaite ici : ${writePoints(sum)}; total du service : ${writePoints(first.totalPoints)}`, sum === BigInt(first.totalPoints));
  teller.check(
    `Le registre, de son côté, a émis ${writePoints(first.ledgerPoints)} : écart ${writePoints(first.differencePoints)}`,
    sum === BigInt(first.ledgerPoints) && first.differencePoints === "0",
  );
  const { figures } = await browser.get("/api/audit/reconciliation", reconciliationSchema);
  teller.check(`${figures.length} chiffres comparés entre le registre et la base, sans écart`, figures.every(({ difference }) => difference === "0"));
  await seeLight(addressOf, teller);
}

async function signInByWallet(auditor: Person, teller: Teller): Promise<CityBrowser> {
  // The persona's wallet holds the key; from here on the browser knows nothing of the first session.
  const wallet = privateKeyToAccount(auditor.key.privateKey);
  const browser = openCityBrowser(auditor.browser.origin);
  await browser.openPage();
  const { domain, uri, chainId, nonce, issuedAt, expirationTime } = await browser.send("POST", "/api/sign-in/ethereum/nonce", {}, nonceAnswerSchema);
  const message = createSiweMessage({
    address: wallet.address, version: "1", domain, uri, chainId, nonce, issuedAt: new Date(issuedAt), expirationTime: new Date(expirationTime),
  });
  const session = await browser.send("POST", "/api/sign-in/ethereum", { message, signature: await wallet.signMessage({ message }) }, sessionSchema);
  const { person } = await browser.openPage();
  teller.check(
    `${auditor.name} entre avec son portefeuille Ethereum; le registre lui donne le pouvoir de vérifier`,
    session.person?.signInMethod === "ETHEREUM" && (person?.roles.some(({ kind }) => kind === "AUDITOR") ?? false),
  );
  return browser;
}

async function readIssuance(browser: CityBrowser): Promise<{ pages: Issuance[]; rows: Issuance["rows"] }> {
  const pages: Issuance[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const more: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Issuance = await browser.get(`/api/audit/issuance?limit=${PAGE}${more}`, issuanceSchema);
    pages.push(page);
    cursor = page.nextCursor;
  }
  return { pages, rows: pages.flatMap(({ rows }) => rows) };
}

function tableOf({ totals, totalPoints }: Issuance): string[] {
  return formatTable([
    ["Programme", "Résolution", "Lignes", "Points"],
    ...totals.map(({ programmeTitle, resolution, lines, points }) => [programmeTitle, resolution, String(lines), points]),
    ["Total", "", String(totals.reduce((sum, { lines }) => sum + lines, 0)), totalPoints],
  ]);
}

async function seeLight(addressOf: AddressOf, teller: Teller): Promise<void> {
  for (const slug of ["brossard", "magog"]) {
    const browser = openCityBrowser(addressOf(slug));
    const summary = await waitForNews(browser, "la lumière publique", async () => {
      const read = await browser.get("/api/public/summary", publicSummarySchema);
      // « En retard » is for the instants between a page of the ledger and its index.
      return read.light.state === "LATE" ? undefined : read;
    });
    const { issuedPoints, redeemedPoints, returnedPoints, outstandingPoints } = summary.totals;
    teller.check(
      `${summary.city.name}, lumière publique : concordent (${summary.light.comparedCount} chiffres, page ${summary.light.asOfBlock})`,
      summary.light.state === "AGREES",
    );
    teller.check(
      `  ${issuedPoints} émis − ${redeemedPoints} encaissés + ${returnedPoints} rendus = ${writePoints(outstandingPoints)} en circulation`,
      BigInt(issuedPoints) - BigInt(redeemedPoints) + BigInt(returnedPoints) === BigInt(outstandingPoints),
    );
  }
}
