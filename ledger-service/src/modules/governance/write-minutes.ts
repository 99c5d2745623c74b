import PDFDocument from "pdfkit";
import { civilDayText, civilTimeText } from "../../kernel/civil-day.ts";
import { numberText } from "../../kernel/number-text.ts";
import type { ProposalJson } from "./council.schemas.ts";

type Pdf = InstanceType<typeof PDFDocument>;

const MARGIN = 56;
const phaseWords: Readonly<Record<ProposalJson["phase"], string>> = {
  UPCOMING: "Vote à venir",
  FIRST_BALLOT: "Premier tour ouvert",
  REQUEST_WINDOW: "Premier tour terminé",
  SECOND_BALLOT: "Second tour ouvert",
  SUCCEEDED: "Adoptée",
  QUEUED: "Adoptée, en attente d’exécution",
  EXECUTED: "Adoptée et exécutée",
  DEFEATED: "Rejetée",
  LAPSED: "Adoptée, puis caduque : personne ne l’a exécutée à temps",
};
const supportWords = { FOR: "Pour", AGAINST: "Contre", ABSTAIN: "Abstention" } as const;

/**
 * Minutes of a final proposal, in French, as a small PDF: text, results by city, exact calls, hashes. The bytes are
 * kept as they are: their SHA-256 is what the city signs and anchors.
 */
export function writeMinutes(proposal: ProposalJson, city: { readonly id: number; readonly name: string }, network: { readonly chainId: number }): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: "LETTER",
    margin: MARGIN,
    lang: "fr-CA",
    info: { Title: `Procès-verbal ${proposal.number}`, Author: `Service du registre, ${city.name}`, CreationDate: new Date(proposal.executedAt ?? proposal.proposedAt) },
  });
  const bytes = collect(pdf);
  heading(pdf, proposal, city.name);
  paragraph(pdf, "Texte de la proposition");
  body(pdf, proposal.words?.text ?? "Le texte n’a pas été obtenu de la ville qui a proposé. Seule son empreinte est au registre.");
  paragraph(pdf, "Ce qui a été décidé d’exécuter");
  proposal.calls.forEach((call, index) => writeCall(pdf, call, index));
  for (const ballot of proposal.ballots) writeBallot(pdf, ballot, proposal);
  paragraph(pdf, "Pour vérifier ce procès-verbal");
  body(
    pdf,
    `${city.name} a signé l’empreinte SHA-256 de ce fichier avec la clé de son service et l’a inscrite au registre : ville ${city.id}, ` +
      `genre 4 (procès-verbal), période ${Number.parseInt(proposal.number, 16)}. Calculez l’empreinte du fichier (sha256sum) et comparez-la à celle du registre ` +
      "(ReportAnchors.reportHash) ou à celle de la salle du conseil. Un seul octet changé donne une autre empreinte.",
  );
  exact(pdf, `Proposition ${proposal.proposalId}\nEmpreinte du texte ${proposal.descriptionHash}\nRéseau ${network.chainId}`);
  pdf.end();
  return bytes;
}

function heading(pdf: Pdf, proposal: ProposalJson, cityName: string): void {
  pdf.font("Helvetica").fontSize(10).text(plain(`Conseil des villes · Procès-verbal ${proposal.number} · ${cityName}`));
  pdf.moveDown(0.6).font("Helvetica-Bold").fontSize(19).text(plain(proposal.words?.title ?? "Proposition sans texte"));
  pdf.moveDown(0.4).font("Helvetica-Bold").fontSize(12).text(plain(`Résultat : ${phaseWords[proposal.phase]}`));
  const quorum = `Quorum : ${proposal.quorumCities} villes sur ${proposal.memberCount}.`;
  const executed = proposal.executedAt === null ? "" : ` Exécutée ${instant(proposal.executedAt)}, page ${numberText(proposal.executedBlock ?? 0)} du registre.`;
  body(pdf, `Proposée par ${proposal.cityName} ${instant(proposal.proposedAt)}. ${quorum}${executed}`);
}

function writeCall(pdf: Pdf, call: ProposalJson["calls"][number], index: number): void {
  body(pdf, `${index + 1}. ${call.sentence}`);
  const signature = call.signature === null ? "" : `${call.contract ?? ""}.${call.signature}\n`;
  exact(pdf, `${signature}${call.target}\n${call.data}`);
}

function writeBallot(pdf: Pdf, ballot: ProposalJson["ballots"][number], proposal: ProposalJson): void {
  const isSecond = ballot.ballot === "SECOND";
  paragraph(pdf, isSecond ? "Second tour : selon la population" : "Premier tour : une ville, une voix");
  const unit = isSecond ? "personnes" : "villes";
  body(
    pdf,
    `Ouvert ${instant(ballot.opensAt)}, fermé ${instant(ballot.closesAt)}. ` +
      `Pour : ${numberText(BigInt(ballot.votesFor))} ${unit}. Contre : ${numberText(BigInt(ballot.votesAgainst))}. Abstention : ${numberText(BigInt(ballot.votesAbstain))}.` +
      (isSecond ? ` Population de référence : ${numberText(proposal.totalPopulation)}.` : ""),
  );
  for (const vote of ballot.votes) {
    const weight = isSecond ? ` (${numberText(BigInt(vote.weight))} personnes)` : "";
    body(pdf, `${supportWords[vote.support]} : ${vote.cityName}${weight}, ${instant(vote.at)}`, 0.1);
  }
  const silent = proposal.populations.filter(({ cityId }) => ballot.votes.every((vote) => vote.cityId !== cityId)).map(({ cityName }) => cityName);
  if (silent.length > 0) body(pdf, `Sans vote : ${silent.join(", ")}.`, 0.1);
}

function paragraph(pdf: Pdf, title: string): void {
  pdf.moveDown(1).font("Helvetica-Bold").fontSize(12).text(plain(title));
}

function body(pdf: Pdf, text: string, gap = 0.3): void {
  pdf.moveDown(gap).font("Helvetica").fontSize(10.5).text(plain(text), { lineGap: 2 });
}

/** Bytes and ids, to be compared character by character. */
function exact(pdf: Pdf, text: string): void {
  pdf.moveDown(0.2).font("Courier").fontSize(7.5).text(text, { lineGap: 1.5 });
}

function instant(iso: string): string {
  const at = new Date(iso);
  return `le ${civilDayText(at)} à ${civilTimeText(at)}`;
}

/** The standard fonts know the no-break space, not the thin one; other signs outside their set would print as noise. */
function plain(text: string): string {
  return text
    .replaceAll("\u202F", "\u00A0")
    .replaceAll(" :", "\u00A0:")
    .replaceAll("\u2212", "-")
    .replace(/[^\n\u0020-\u007E\u00A0-\u00FF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026\u20AC]/gu, "?");
}

function collect(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
    pdf.on("error", reject);
  });
}
