import { expect } from "chai";
import { createHash } from "node:crypto";
import { toFunctionSelector, type Hex } from "viem";
import { consortiumAbi } from "../../ledger-service/src/platform/chain/generated/abis/consortium-abi.ts";
import { programmesAbi } from "../../ledger-service/src/platform/chain/generated/abis/programmes-abi.ts";
import { reportAnchorsAbi } from "../../ledger-service/src/platform/chain/generated/abis/report-anchors-abi.ts";
import { CouncilWorld, type Support } from "../support/service/council-world.ts";
import { startEarningWorld, type Actor, type EarningWorld } from "../support/service/earning-world.ts";
import { brossard, delson, magog, saintLambert, wendake, type TestCity } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const BALLOT_SECONDS = 120;
const WINDOW_SECONDS = 60;
const newValidator = "0x1111111111111111111111111111111111111111";

describe("the council's room through HTTP", function () {
  this.timeout(300_000);
  let earning: EarningWorld;
  let council: CouncilWorld;

  before(async () => {
    earning = await startEarningWorld([brossard, magog], ["Aïcha"], { alsoFounded: [delson, wendake, saintLambert] });
    council = new CouncilWorld(earning.stack);
  });
  after(() => earning.stack.stop());

  const delegate = (city: TestCity): Promise<Actor> => earning.officer(city, "delegate");
  const proposalsOf = async (city: TestCity) => (await (await delegate(city)).browser.get("/api/council/proposals")).json.proposals;
  const proposalOf = async (city: TestCity, proposalId: bigint) =>
    (await (await delegate(city)).browser.get(`/api/council/proposals/${proposalId}`)).json.proposal;
  const onConsortium = (functionName: "getValidators") =>
    council.reader.readContract({ address: earning.stack.deployed.addresses.consortium, abi: consortiumAbi, functionName });

  /** Proposes at a city, signs as its delegate, and opens the first ballot. @returns the proposal's id */
  async function propose(city: TestCity, title: string, decisions: readonly Record<string, unknown>[]): Promise<bigint> {
    const officer = await delegate(city);
    const drafted = await officer.browser.act("/api/council/proposals", { title, text: `${title}. Le conseil en débat.`, decisions });
    expect(drafted.status, drafted.text).to.equal(201);
    await earning.approve([officer], drafted.json.act);
    const { descriptionHash } = drafted.json.act.toSign.message;
    const own = (await proposalsOf(city)).find((one: { descriptionHash: Hex }) => one.descriptionHash === descriptionHash);
    await council.advance(5);
    return BigInt(own.proposalId);
  }

  async function vote(city: TestCity, proposalId: bigint, support: Support, ballot = "FIRST"): Promise<void> {
    const officer = await delegate(city);
    await inPhase(city, proposalId, `${ballot}_BALLOT`);
    const drafted = await officer.browser.act(`/api/council/proposals/${proposalId}/votes`, { ballot, support });
    expect(drafted.status, drafted.text).to.equal(201);
    await earning.approve([officer], drafted.json.act);
  }

  // Each city learns of a proposal by its own index, and of its words from the city that proposed.
  const inPhase = (city: TestCity, proposalId: bigint, phase: string) =>
    until(async () => (await proposalOf(city, proposalId))?.phase === phase);
  const wordsReach = (city: TestCity, proposalId: bigint) =>
    until(async () => typeof (await proposalOf(city, proposalId))?.words?.title === "string");

  it("changes a common rule by what Brossard proposes and the others vote, and says so in signed minutes", async () => {
    const proposalId = await propose(brossard, "Plus d’heures par semaine", [{ kind: "WEEKLY_MINUTES", ceilingMinutes: 3_000 }]);
    await wordsReach(magog, proposalId);
    const seenFromMagog = await proposalOf(magog, proposalId);
    expect(seenFromMagog).to.include({ cityName: "Brossard", phase: "FIRST_BALLOT", mayVoteIn: "FIRST", concernsMembership: false, quorumCities: 4, memberCount: 5 });
    expect(seenFromMagog.words.title).to.equal("Plus d’heures par semaine");
    expect(seenFromMagog.calls).to.have.length(1);
    expect(seenFromMagog.calls[0]).to.include({ contract: "programmes", signature: "setWeeklyMinutesCeiling(uint32)", isKnown: true });
    expect(seenFromMagog.calls[0].sentence).to.include("50\u00A0h");

    await vote(brossard, proposalId, "FOR");
    await vote(magog, proposalId, "FOR");
    await council.vote(delson, proposalId, "FOR");
    await council.vote(saintLambert, proposalId, "ABSTAIN");
    await until(async () => (await proposalOf(brossard, proposalId)).ballots[0].votes.length === 4);
    expect((await proposalOf(brossard, proposalId)).ballots[0]).to.include({ citiesFor: 3, citiesAgainst: 0, citiesAbstain: 1, votesFor: "3" });

    await council.advance(BALLOT_SECONDS + WINDOW_SECONDS + 5);
    await inPhase(brossard, proposalId, "EXECUTED");
    const ceiling = await council.reader.readContract({ address: earning.stack.deployed.addresses.programmes, abi: programmesAbi, functionName: "weeklyMinutesCeiling" });
    expect(ceiling).to.equal(3_000);

    await until(async () => (await proposalOf(brossard, proposalId)).minutes?.isAnchored === true);
    const { minutes } = await proposalOf(brossard, proposalId);
    const file = await fetch(new URL(`/api/council/proposals/${proposalId}/minutes.pdf`, (await delegate(brossard)).browser.origin), {
      headers: { cookie: [...(await delegate(brossard)).browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).to.equal("%PDF-");
    expect(`0x${createHash("sha256").update(bytes).digest("hex")}`).to.equal(minutes.reportHash);
    const period = Number(BigInt.asUintN(32, proposalId));
    const onLedger = await council.reader.readContract({ address: earning.stack.deployed.addresses.reportAnchors, abi: reportAnchorsAbi, functionName: "reportHash", args: [brossard.id, 4, period] });
    expect(onLedger).to.equal(minutes.reportHash);
  });

  it("follows a vote that replaces a validator to the set that seals", async () => {
    const proposalId = await propose(brossard, "Nouvelle clé de Magog", [{ kind: "REPLACE_VALIDATOR", cityId: magog.id, validator: newValidator }]);
    await inPhase(brossard, proposalId, "FIRST_BALLOT");
    expect((await proposalOf(brossard, proposalId)).concernsMembership).to.equal(true);
    await vote(brossard, proposalId, "FOR");
    await vote(magog, proposalId, "FOR");
    for (const city of [delson, wendake]) await council.vote(city, proposalId, "FOR");
    expect(await onConsortium("getValidators")).not.to.include(newValidator);
    await council.advance(BALLOT_SECONDS + 5);
    await inPhase(brossard, proposalId, "EXECUTED");
    expect(await onConsortium("getValidators")).to.include(newValidator);
    const { members } = (await (await delegate(brossard)).browser.get("/api/council/members")).json;
    const member = members.find(({ cityId }: { cityId: number }) => cityId === magog.id);
    expect(member).to.include({ validator: newValidator, status: "ACTIVE", live: "UNKNOWN", sealedCount: null });
    expect(member.changes.at(-1)).to.include({ kind: "VALIDATOR_REPLACED", validator: newValidator });
  });

  it("refuses a second vote, a vote after the end, and a decision that the ledger would refuse", async () => {
    const officer = await delegate(brossard);
    const proposalId = await propose(brossard, "Échanges plus larges", [{ kind: "EXCHANGE_LIMITS", pointsPerMinuteMax: 3, pairPointsMax: 700, newPartnersMax: 4 }]);
    await vote(brossard, proposalId, "AGAINST");
    const again = await officer.browser.act(`/api/council/proposals/${proposalId}/votes`, { ballot: "FIRST", support: "FOR" });
    expect(again.json.code).to.equal("council-already-voted");
    await until(async () => (await proposalOf(magog, proposalId)) !== undefined);
    await council.advance(BALLOT_SECONDS + 5);
    const late = await (await delegate(magog)).browser.act(`/api/council/proposals/${proposalId}/votes`, { ballot: "FIRST", support: "FOR" });
    expect(late.json.code).to.equal("council-ballot-closed");
    expect(late.json.title).to.equal("Vote fermé");
    await inPhase(brossard, proposalId, "DEFEATED");

    const refused = async (decision: Record<string, unknown>) =>
      (await officer.browser.act("/api/council/proposals", { title: "Une chose", text: "Un texte assez long.", decisions: [decision] })).json.code;
    expect(await refused({ kind: "DEPART_CITY", cityId: 77 })).to.equal("consortium-member-unknown");
    expect(await refused({ kind: "REPLACE_VALIDATOR", cityId: magog.id, validator: newValidator })).to.equal("consortium-validator-refused");
    expect(await refused({ kind: "REINSTATE_CITY", cityId: magog.id })).to.equal("consortium-status-refused");
    expect(await refused({ kind: "WEEKLY_MINUTES", ceilingMinutes: -1 })).to.equal("input-refused");
  });

  it("holds a second ballot by population after serious disagreement, with the weights of the snapshot", async () => {
    const proposalId = await propose(magog, "Plafond entre villes", [{ kind: "DEFAULT_CEILING", pointsPerResident: 6 }]);
    await vote(brossard, proposalId, "AGAINST");
    await vote(magog, proposalId, "FOR");
    await council.vote(delson, proposalId, "FOR");
    await council.vote(saintLambert, proposalId, "AGAINST");
    await council.vote(wendake, proposalId, "FOR");
    await council.advance(BALLOT_SECONDS + 5);
    await inPhase(brossard, proposalId, "SECOND_BALLOT");
    await vote(brossard, proposalId, "FOR", "SECOND");
    for (const city of [delson, wendake, saintLambert]) await council.vote(city, proposalId, "FOR", 1);
    await until(async () => (await proposalOf(magog, proposalId)).ballots[1]?.votes.length === 4);
    const seen = await proposalOf(magog, proposalId);
    expect(seen.ballots[1].votes.find(({ cityId }: { cityId: number }) => cityId === brossard.id)).to.include({ support: "FOR", weight: String(brossard.population) });
    expect(seen.ballots[1]).to.include({ citiesFor: 4, votesFor: String(85_721 + 7_457 + 2_134 + 21_861) });
    expect(seen.totalPopulation).to.equal(85_721 + 26_669 + 7_457 + 2_134 + 21_861);
    await council.advance(BALLOT_SECONDS + 5);
    await inPhase(magog, proposalId, "EXECUTED");
  });

  it("lets cities ask for a second ballot within the window, once each", async () => {
    const proposalId = await propose(brossard, "Vote unanime, ou presque", [{ kind: "DEFAULT_CEILING", pointsPerResident: 7 }]);
    await vote(brossard, proposalId, "FOR");
    await vote(magog, proposalId, "FOR");
    for (const city of [delson, saintLambert]) await council.vote(city, proposalId, "FOR");
    await council.advance(BALLOT_SECONDS);
    await inPhase(magog, proposalId, "REQUEST_WINDOW");
    const officer = await delegate(magog);
    const drafted = await officer.browser.act(`/api/council/proposals/${proposalId}/second-ballot-requests`);
    expect(drafted.status, drafted.text).to.equal(201);
    await earning.approve([officer], drafted.json.act);
    expect((await officer.browser.act(`/api/council/proposals/${proposalId}/second-ballot-requests`)).json.code).to.equal("council-already-requested");
    for (const city of [delson, wendake, saintLambert]) await council.requestSecondBallot(city, proposalId);
    await inPhase(magog, proposalId, "SECOND_BALLOT");
    await until(async () => (await proposalOf(magog, proposalId)).secondBallotRequests.length === 4);
  });

  it("counts a city that left for nothing, and lets it act no more", async () => {
    const leaving = await propose(brossard, "Départ de Wendake", [{ kind: "DEPART_CITY", cityId: wendake.id }]);
    const during = await propose(brossard, "Pendant le départ", [{ kind: "WEEKLY_MINUTES", ceilingMinutes: 2_000 }]);
    await council.vote(wendake, during, "FOR");
    await vote(brossard, leaving, "FOR");
    await vote(magog, leaving, "FOR");
    for (const city of [delson, saintLambert]) await council.vote(city, leaving, "FOR");
    await council.advance(BALLOT_SECONDS - 2);
    await inPhase(brossard, leaving, "EXECUTED");
    // A proposal counts the members of the second before its own.
    await council.advance(5);
    const second = await propose(brossard, "Après le départ", [{ kind: "WEEKLY_MINUTES", ceilingMinutes: 2_100 }]);
    let refusal = "";
    await council.vote(wendake, second, "FOR").catch((error: Error) => (refusal = error.message));
    expect(refusal).to.include(toFunctionSelector("CouncilNotMember(uint8)"));
    expect((await proposalOf(brossard, second)).memberCount).to.equal(4);
  });

  it("shows a text of another hash as missing, wherever it was changed", async () => {
    const proposalId = await propose(brossard, "Texte à garder", [{ kind: "ALLOW_PAUSE_AGAIN" }]);
    await wordsReach(magog, proposalId);
    const { descriptionHash } = await proposalOf(brossard, proposalId);
    for (const statement of [
      "ALTER TABLE council_proposal_texts DISABLE TRIGGER ALL",
      `UPDATE council_proposal_texts SET document = replace(document, 'garder', 'changer') WHERE description_hash = '${descriptionHash}'`,
    ]) await earning.stack.query("brossard", statement);
    expect((await proposalOf(brossard, proposalId)).words).to.equal(null);
    expect((await proposalOf(magog, proposalId)).words.title).to.equal("Texte à garder");
    // Magog loses its copy and asks again: what Brossard now gives is refused.
    await earning.stack.query("magog", "TRUNCATE council_proposal_texts");
    await earning.stack.stopCity("magog");
    await earning.stack.startCity("magog");
    const second = await propose(brossard, "Texte intact", [{ kind: "ALLOW_PAUSE_AGAIN" }]);
    await wordsReach(magog, second);
    expect((await proposalOf(magog, proposalId)).words).to.equal(null);
  });

  it("says whether the network goes on without some cities", async () => {
    const { browser } = await delegate(brossard);
    const answer = (await browser.get(`/api/council/quorum?without=${magog.id},${delson.id}`)).json;
    expect(answer).to.include({ setSize: 4, quorum: 3, runningCount: 2, finalizes: false, mayFailMore: 0 });
    expect(answer.without.map(({ cityName }: { cityName: string }) => cityName)).to.deep.equal(["Magog", "Delson"]);
    expect((await browser.get("/api/council/quorum")).json).to.include({ finalizes: true, mayFailMore: 1 });
  });

  it("lets an auditor read and nobody but a delegate propose", async () => {
    const auditor = await earning.officer(brossard, "auditor");
    expect((await auditor.browser.get("/api/council/proposals")).status).to.equal(200);
    const refused = await auditor.browser.act("/api/council/proposals", { title: "Non", text: "Pas le droit.", decisions: [{ kind: "LIFT_PAUSE" }] });
    expect(refused.status).to.equal(403);
    const treasurer = await earning.officer(brossard, "treasurer");
    expect((await treasurer.browser.get("/api/council/members")).status).to.equal(403);
  });

  it("shows the registry to anyone: blocks, totals, and no seals on a trial register", async () => {
    const registry = (await earning.stack.browserAt("magog").get("/api/public/registry")).json;
    expect(registry).to.include({ consensus: "NONE", setSize: 4, quorum: 3, pausedUntil: null });
    expect(registry.blocks.length).to.be.greaterThan(5);
    expect(registry.blocks[0]).to.include({ sealedBy: null, setSize: null });
    expect(registry.totals.map(({ cityId }: { cityId: number }) => cityId)).to.include.members([brossard.id, magog.id]);
  });
});
