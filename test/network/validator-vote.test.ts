import { expect } from "chai";
import { type Address, isAddressEqual } from "viem";
import { prepareStandby } from "../../scripts/network/files/standby-node.ts";
import type { NetworkNode } from "../../scripts/network/files/network-folder.ts";
import type { BesuHome } from "../../scripts/network/rehearsal/besu-home.ts";
import { blockSealers } from "../../scripts/network/rehearsal/block-sealers.ts";
import { networkStatus } from "../../scripts/network/rehearsal/network-status.ts";
import { killNode } from "../../scripts/network/rehearsal/node-process.ts";
import { nodeRpc } from "../../scripts/network/rehearsal/node-rpc.ts";
import { startNodes } from "../../scripts/network/rehearsal/start-network.ts";
import { readNetworkFile } from "maille-verify/network-file";
import { parseProofFile } from "maille-verify/proof-file";
import { verifyProof } from "maille-verify/verify-proof";
import { CouncilWorld } from "../support/service/council-world.ts";
import type { Actor } from "../support/service/earning-world.ts";
import { type PaymentWorld, startPaymentWorld } from "../support/service/payment-world.ts";
import { brossard, delson, magog, type TestCity, wendake } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";
import { type BesuLedger, besuLedger } from "./besu-ledger.ts";
import { besuOrSkip } from "./support.ts";

/** A ballot lasts two minutes on a trial network, and nobody moves the clock of a real one. */
const BALLOT_WITHIN_MS = 300_000;
const BLOCKS_WITHIN_MS = 120_000;

/** Four cities, two with a service, whose council governs the validators that seal: the tests follow each other. */
describe("a vote that replaces a validator, from the council's room to the blocks, on Besu", function () {
  this.timeout(600_000);
  let besu: BesuHome;
  let ledger: BesuLedger;
  let world: PaymentWorld | undefined;
  let council: CouncilWorld;
  let standby: NetworkNode;
  let proposalId: bigint;

  before(async function () {
    besu = besuOrSkip(this);
    ledger = besuLedger(besu, 20_275, [brossard, magog, delson, wendake]);
    world = await startPaymentWorld([brossard, magog], ["Aïcha", "Claire", "Camille"], { alsoFounded: [delson, wendake], openLedger: ledger.open });
    council = new CouncilWorld(world.stack);
  });
  after(() => world?.stack.stop());

  const payments = (): PaymentWorld => {
    if (world === undefined) throw new Error("the cities are not up");
    return world;
  };
  const delegate = (city: TestCity): Promise<Actor> => payments().earning.officer(city, "delegate");
  /** As that city sees it, which learns of a proposal by its own node and index. */
  const phase = async (city: TestCity = magog): Promise<string | undefined> =>
    (await (await delegate(city)).browser.get(`/api/council/proposals/${String(proposalId)}`)).json.proposal?.phase;
  const node = (slug: string): NetworkNode => {
    const found = ledger.network().nodes.find((one) => one.slug === slug);
    if (found === undefined) throw new RangeError(slug);
    return found;
  };
  const rpc = () => nodeRpc(node("brossard").rpcUrl);
  const setHolds = async (validator: Address): Promise<boolean> =>
    (await rpc().validatorsAt(await rpc().height())).some((one) => isAddressEqual(one, validator));
  const lastSealedBy = async (validator: Address): Promise<boolean> => {
    const { sealedBy } = await blockSealers(await rpc().header("latest"));
    return sealedBy.some((one) => isAddressEqual(one, validator));
  };
  const memberSeenAt = async (city: TestCity, cityId: number) => {
    const { members } = (await (await delegate(city)).browser.get("/api/council/members")).json;
    return members.find((one: { cityId: number }) => one.cityId === cityId);
  };

  it("lets the new key's node follow the chain before it may seal", async () => {
    standby = await prepareStandby(ledger.network(), node("magog"));
    await startNodes([standby], ledger.network(), besu);
    await until(async () => (await nodeRpc(standby.rpcUrl).height()) >= (await rpc().height()) - 1, BLOCKS_WITHIN_MS);
    expect(await setHolds(standby.validator)).to.equal(false);
    const { nodes, verdict } = await networkStatus(ledger.network());
    expect(nodes.find((one) => one.node.slug === "magog-2")).to.include({ maySeal: false, sealed: 0 });
    expect(verdict.state).to.be.oneOf(["GOING", "SLOW_ROUND"]);
  });

  it("carries the proposal of Magog's delegate by the votes of the cities", async () => {
    const officer = await delegate(magog);
    const drafted = await officer.browser.act("/api/council/proposals", {
      title: "Nouvelle clé de Magog",
      text: "L’ancienne machine est remplacée.",
      decisions: [{ kind: "REPLACE_VALIDATOR", cityId: magog.id, validator: standby.validator }],
    });
    expect(drafted.status, drafted.text).to.equal(201);
    await payments().earning.approve([officer], drafted.json.act);
    const { proposals } = (await officer.browser.get("/api/council/proposals")).json;
    proposalId = BigInt(proposals[0].proposalId);
    for (const city of [magog, brossard]) {
      await until(async () => (await phase(city)) === "FIRST_BALLOT", BLOCKS_WITHIN_MS);
      const voter = await delegate(city);
      const vote = await voter.browser.act(`/api/council/proposals/${String(proposalId)}/votes`, { ballot: "FIRST", support: "FOR" });
      expect(vote.status, vote.text).to.equal(201);
      await payments().earning.approve([voter], vote.json.act);
    }
    await council.vote(delson, proposalId, "FOR");
    expect(await setHolds(standby.validator), "nothing before the ballot ends").to.equal(false);
    await until(async () => (await phase()) === "EXECUTED", BALLOT_WITHIN_MS);
    await until(() => setHolds(standby.validator), BLOCKS_WITHIN_MS);
    expect(await setHolds(node("magog").validator)).to.equal(false);
  });

  it("has the new key seal blocks, and the room say so", async () => {
    await until(() => lastSealedBy(standby.validator), BLOCKS_WITHIN_MS);
    expect(await lastSealedBy(node("magog").validator)).to.equal(false);
    const isNewKey = ({ validator }: { validator: string }) => validator.toLowerCase() === standby.validator.toLowerCase();
    await until(async () => isNewKey(await memberSeenAt(brossard, magog.id)), BLOCKS_WITHIN_MS);
    await until(async () => (await memberSeenAt(brossard, magog.id)).live === "SEALING", BLOCKS_WITHIN_MS);
    const member = await memberSeenAt(brossard, magog.id);
    expect(isNewKey(member)).to.equal(true);
    expect(member.changes.at(-1)).to.include({ kind: "VALIDATOR_REPLACED" });
  });

  it("needs the new key once the old node and Delson are gone, and proves a payment of then by the changed set", async () => {
    await Promise.all([killNode(node("magog")), killNode(node("delson"))]);
    const aicha = await payments().enrol(brossard, "Aïcha", "FULL");
    const cafe = await payments().openTill(brossard, "Café des Rapides", "Camille");
    await (await payments().openSource(brossard, "La Popote roulante", "Claire"))("1 h", [aicha]);
    const chargeId = await payments().pay(cafe, aicha, 250);
    const network = readNetworkFile((await aicha.browser.get("/.well-known/maille/network.json")).json);
    const proof = await aicha.browser.get(`/api/proofs/receipts/${chargeId}`);
    const verdict = verifyProof(parseProofFile(proof.text), network);
    expect(network.checkpoint.validators.some(({ address }) => isAddressEqual(address, standby.validator)), "trusted from the genesis on").to.equal(false);
    expect(verdict).to.include({ consensus: "qbft", setSize: 4, quorum: 3 });
    expect(verdict.sealedBy.map(({ cityId }) => cityId).sort((one, other) => one - other)).to.deep.equal([brossard.id, magog.id, wendake.id]);
  });
});
