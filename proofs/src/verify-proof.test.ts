import { expect } from "chai";
import { provePayment, payment, PROVED_CONTRACTS, AICHA, BOULANGERIE_THEO, CHARGE_ID, withCloses } from "../../test/support/proved-payment.ts";
import { writeLedgerEvent } from "../../test/support/ledger-logs.ts";
import { readBesuFixture } from "../../test/support/besu-fixtures.ts";
import { sealingMembers, type SealingMember } from "../../test/support/sealed-chain.ts";
import { withoutSeals } from "./block-header.ts";
import { buildReceiptProof, encodeHeader } from "./build-proof.ts";
import { readNetworkFile, type NetworkFile } from "./network-file.ts";
import { parseProofFile, type ProofFile, writeProofFile } from "./proof-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import type { RpcBlock } from "./rpc-answers.ts";
import { describeProblem, describeVerdict } from "./sentences.ts";
import { findValidators, readProvedHeader, verifyProof, verifySeals } from "./verify-proof.ts";

/** The problem that the verifier names, and that it has a sentence of its own in both languages. */
function problemOf(proof: ProofFile, network: NetworkFile): string {
  try {
    verifyProof(proof, network);
  } catch (error) {
    if (!(error instanceof ProofProblem)) throw error;
    expect(describeProblem(error, "fr")).to.match(/\.$/).and.not.match(/[{?]/);
    expect(describeProblem(error, "en")).to.match(/\.$/).and.not.match(/[{?]/);
    return error.code;
  }
  return "PROVED";
}

function sealsOf(proof: ProofFile, network: NetworkFile): ReturnType<typeof verifySeals> {
  const header = readProvedHeader(proof, network);
  return verifySeals(header, findValidators(proof, header, network), network);
}

const withoutFirst = (members: readonly SealingMember[]): readonly SealingMember[] => members.slice(1);

describe("verifyProof", () => {
  it("says what Aïcha paid and which eight of eleven cities sealed it", () => {
    const { network, proof } = provePayment();
    const verdict = verifyProof(parseProofFile(writeProofFile(proof)), network);
    expect(verdict.what).to.deep.equal({
      kind: "RECEIPT", outcome: "ACCEPTED", chargeId: CHARGE_ID, account: AICHA, merchant: BOULANGERIE_THEO, points: 120n, lots: [{ cityId: 1, points: 100n }, { cityId: 2, points: 20n }],
    });
    expect(verdict).to.include({ setSize: 11, quorum: 8, blockNumber: 2, consensus: "qbft" });
    expect(verdict.sealedBy.map(({ name }) => name)).to.deep.equal(["Brossard", "Magog", "Delson", "Wendake", "La Prairie", "Beaconsfield", "Châteauguay", "Saint-Constant"]);
    const sentences = describeVerdict(verdict);
    expect(sentences).to.include("Paiement accepté\u00a0: 120\u00a0points.");
    expect(sentences).to.include("Scellé par 8 villes sur 11\u00a0: Brossard, Magog, Delson, Wendake, La Prairie, Beaconsfield, Châteauguay et Saint-Constant.");
  });

  it("proves lines, exchanges, declined payments and reports as the contracts write them", () => {
    const bytes32 = CHARGE_ID;
    const line = writeLedgerEvent(PROVED_CONTRACTS.earningSheets, "LinePosted", { sheetId: bytes32, index: 7, account: AICHA, quantity: 90n, points: 60n, ceilingStruckPoints: 5n, salt: bytes32 });
    const exchange = writeLedgerEvent(PROVED_CONTRACTS.serviceExchanges, "ExchangeSettled", {
      exchangeId: bytes32, provider: AICHA, receiver: BOULANGERIE_THEO, points: 30n, quantityMinutes: 60, kind: 1, termsHash: bytes32, lots: [{ cityId: 3, points: 30n }], attestationUid: bytes32,
    });
    const declined = writeLedgerEvent(PROVED_CONTRACTS.redemptionDesk, "RedemptionDeclined", { chargeId: bytes32, account: AICHA, merchant: BOULANGERIE_THEO, reason: 1 });
    const report = writeLedgerEvent(PROVED_CONTRACTS.reportAnchors, "ReportAnchored", { cityId: 4, kind: 2, period: 202611, reportHash: bytes32, officer: AICHA });
    const factOf = (event: typeof line, kind: ProofFile["kind"]): unknown => {
      const { proof, network } = provePayment({ event, kind, memberCount: 4 });
      return verifyProof(proof, network).what;
    };
    expect(factOf(line, "LINE")).to.deep.equal({ kind: "LINE", sheetId: bytes32, index: 7, account: AICHA, quantity: 90n, points: 60n, ceilingStruckPoints: 5n, salt: bytes32 });
    expect(factOf(exchange, "EXCHANGE")).to.deep.include({ exchangeKind: "SERVICE", quantityMinutes: 60, points: 30n, lots: [{ cityId: 3, points: 30n }] });
    expect(factOf(declined, "RECEIPT")).to.deep.include({ outcome: "DECLINED", reason: "INSUFFICIENT_POINTS" });
    expect(factOf(report, "REPORT")).to.deep.equal({ kind: "REPORT", cityId: 4, reportKind: "ISSUANCE", period: 202611, reportHash: bytes32, officer: AICHA });
  });

  it("reads the round that sealed a block after a halt", () => {
    const { network, proof } = provePayment({ mine: () => ({ round: 4 }) });
    expect(problemOf(proof, network)).to.equal("PROVED");
  });

  it("follows members that leave, from the checkpoint to the block", () => {
    const { network, proof } = provePayment({ before: [() => ({}), (members) => ({ nextMembers: withoutFirst(members) }), () => ({})] });
    expect(proof.setChanges).to.have.length(1);
    expect(verifyProof(proof, network)).to.include({ setSize: 10, quorum: 7 });
  });

  it("follows the real change of a Besu network, from eleven validators to ten", () => {
    const [change, next] = [readBesuFixture("04-change-block"), readBesuFixture("05-first-block-of-new-set")];
    const state = { accountProof: next.validatorsProof?.accountProof ?? [], storageProof: [...new Set(next.validatorsProof?.storageProof.flatMap(({ proof }) => proof))] };
    const { proof } = provePayment();
    const network = networkOf(change.validators);
    const followed: ProofFile = { ...proof, header: next.rawHeader, parent: { header: withoutSeals(change.rawHeader), ...state }, setChanges: [{ header: change.rawHeader, ...state }] };
    expect(sealsOf(followed, network)).to.include({ setSize: 10, quorum: 7 });
    expect(problemOf({ ...followed, setChanges: [] }, network)).to.equal("OLD_VALIDATORS");
  });

  it("ties a real receipt to its sealed header, and refuses an event that Maille does not prove", () => {
    const { block, rawHeader, receipts, validators } = readBesuFixture("07-mixed-types-header-mode");
    const receiptProof = buildReceiptProof(receipts, 2, block);
    const { proof: { format, chainId, kind } } = provePayment();
    const proof: ProofFile = { format, chainId, kind, header: encodeHeader(block as unknown as RpcBlock, "qbft"), transactionIndex: 2, logIndex: 0, receiptProof, setChanges: [] };
    expect(rawHeader).to.equal(proof.header);
    expect(sealsOf(proof, networkOf(validators))).to.include({ setSize: 4, quorum: 3 });
    expect(problemOf(proof, networkOf(validators))).to.equal("EVENT_NOT_OURS");
    expect(problemOf(proof, networkOf(validators.slice(1)))).to.equal("OLD_VALIDATORS");
  });

  it("names the cities whose closes hold the event", async () => {
    const proved = provePayment();
    const proof = await withCloses(proved, 11);
    const verdict = verifyProof(parseProofFile(writeProofFile(proof)), proved.network);
    expect(verdict.closesBy).to.have.length(11);
    expect(describeVerdict(verdict).join("\n")).to.include("Confirmé par les clôtures de 11 villes");
    expect(describeVerdict(verdict, "en").join("\n")).to.include("Confirmed by the closes of 11 cities");
  });

  it("says that no city sealed an embedded chain", () => {
    const { network, proof } = provePayment();
    const { parent: _, ...alone } = proof;
    const embedded: NetworkFile = { ...network, consensus: "none" };
    const verdict = verifyProof(alone, embedded);
    expect(verdict).to.include({ consensus: "none", isTrial: true, setSize: 0 });
    expect(describeVerdict(verdict)).to.include("Registre d’essai\u00a0: aucune ville n’a scellé.");
    expect(problemOf(proof, embedded)).to.equal("FIELD_UNKNOWN");
  });
});

describe("a proof that somebody bent", () => {
  it("is refused with a seal by a key of no member", () => {
    const [stranger] = sealingMembers(1, 9);
    const { network, proof } = provePayment({ mine: (members) => ({ sealers: [...members.slice(0, 7), ...(stranger ? [stranger] : [])] }) });
    expect(problemOf(proof, network)).to.equal("SEAL_BY_STRANGER");
  });

  it("is refused with a seal counted twice", () => {
    const { network, proof } = provePayment({ mine: (members) => ({ sealers: [...members.slice(0, 7), ...members.slice(0, 1)] }) });
    expect(problemOf(proof, network)).to.equal("SEAL_REPEATED");
  });

  it("is refused with one seal less than the quorum, and with none", () => {
    for (const count of [7, 0]) {
      const { network, proof } = provePayment({ mine: (members) => ({ sealers: members.slice(0, count) }) });
      expect(problemOf(proof, network)).to.equal("SEALS_MISSING");
    }
  });

  it("is refused with the header of another network", () => {
    const { network, proof } = provePayment();
    const other = provePayment({ seed: 2 });
    expect(problemOf({ ...proof, header: other.proof.header }, network)).to.equal("PARENT_DIFFERS");
    expect(problemOf(other.proof, network)).to.equal("NO_MEMBER_SEAL");
    expect(problemOf({ ...proof, chainId: 20272 }, network)).to.equal("OTHER_NETWORK");
  });

  it("is refused when the page is sealed by keys of another network that copied the list of members", () => {
    const { network, proof } = provePayment({ mine: () => ({ sealers: sealingMembers(8, 2) }) });
    expect(problemOf(proof, network)).to.equal("NO_MEMBER_SEAL");
  });

  it("is refused with the receipt of another block or of another place", () => {
    const { network, proof } = provePayment();
    const other = provePayment({ event: payment(9_000n) });
    expect(problemOf({ ...proof, receiptProof: other.proof.receiptProof }, network)).to.equal("RECEIPT_PROOF_BROKEN");
    expect(problemOf({ ...proof, transactionIndex: proof.transactionIndex + 1 }, network)).to.equal("RECEIPT_PROOF_BROKEN");
    expect(problemOf({ ...proof, logIndex: 2 }, network)).to.equal("LOG_MISSING");
    expect(problemOf({ ...proof, logIndex: 0 }, network)).to.equal("EVENT_NOT_OURS");
    expect(problemOf({ ...proof, kind: "LINE" }, network)).to.equal("KIND_DIFFERS");
  });

  it("is refused with an old set of validators", () => {
    const { network, proof } = provePayment({ before: [(members) => ({ nextMembers: withoutFirst(members) })] });
    expect(problemOf({ ...proof, setChanges: [] }, network)).to.equal("OLD_VALIDATORS");
    const sealedByDeparted = provePayment({ before: [(members) => ({ nextMembers: withoutFirst(members) })], mine: (members) => ({ sealers: [...sealingMembers(1), ...members.slice(0, 6)] }) });
    expect(problemOf(sealedByDeparted.proof, sealedByDeparted.network)).to.equal("SEAL_BY_STRANGER");
  });

  it("is refused with changes of members out of order, repeated or without the seals of those before", () => {
    const { network, proof, chain } = provePayment({ before: [(members) => ({ nextMembers: withoutFirst(members) }), (members) => ({ nextMembers: withoutFirst(members) })] });
    const [first, second] = proof.setChanges;
    if (first === undefined || second === undefined) throw new Error("two changes expected");
    expect(problemOf(proof, network)).to.equal("PROVED");
    expect(problemOf({ ...proof, setChanges: [second, first] }, network)).to.equal("SEALS_MISSING");
    expect(problemOf({ ...proof, setChanges: [first, second, first] }, network)).to.equal("CHANGE_OUT_OF_ORDER");
    expect(problemOf({ ...proof, setChanges: [first, first, second] }, network)).to.equal("CHANGE_OUT_OF_ORDER");
    expect(problemOf({ ...proof, setChanges: [first] }, network)).to.equal("OLD_VALIDATORS");
    const still = chain.blocks[3];
    if (still === undefined || proof.parent === undefined) throw new Error("a block expected");
    expect(problemOf({ ...proof, setChanges: [first, second, { ...proof.parent, header: still.rawHeader }] }, network)).to.equal("CHANGE_EMPTY");
  });

  it("is refused when cut short or padded", () => {
    const { network, proof } = provePayment();
    const { parent } = proof;
    if (parent === undefined) throw new Error("a parent expected");
    expect(problemOf({ ...proof, receiptProof: proof.receiptProof.slice(0, -1) }, network)).to.equal("RECEIPT_PROOF_BROKEN");
    expect(problemOf({ ...proof, receiptProof: [...proof.receiptProof, "0xc0"] }, network)).to.equal("RECEIPT_PROOF_BROKEN");
    expect(problemOf({ ...proof, parent: { ...parent, accountProof: parent.accountProof.slice(1) } }, network)).to.equal("STATE_PROOF_BROKEN");
    expect(problemOf({ ...proof, parent: { ...parent, storageProof: parent.storageProof.slice(0, -1) } }, network)).to.equal("STATE_PROOF_BROKEN");
    const { parent: _, ...alone } = proof;
    expect(problemOf(alone, network)).to.equal("FIELD_MISSING");
  });

  it("is refused at or before the checkpoint, and on a chain that starts elsewhere", () => {
    const { network, proof } = provePayment({ before: [] });
    expect(problemOf(proof, { ...network, checkpoint: { ...network.checkpoint, blockNumber: 2 } })).to.equal("BEFORE_CHECKPOINT");
    expect(problemOf(proof, { ...network, checkpoint: { ...network.checkpoint, blockNumber: 1 } })).to.equal("CHECKPOINT_DIFFERS");
  });

  it("is refused with a close that is not signed, of another day, of another city, counted twice or about something else", async () => {
    const proved = provePayment();
    const proof = await withCloses(proved, 3);
    const bend = (change: (one: NonNullable<ProofFile["closes"]>["cities"][number]) => object): ProofFile =>
      ({ ...proof, closes: proof.closes && { ...proof.closes, cities: proof.closes.cities.map((one, index) => (index === 1 ? { ...one, ...change(one) } : one)) } });
    const { network } = proved;
    expect(problemOf(bend(({ close }) => ({ close: { ...close, lastBlock: 99 } })), network)).to.equal("CLOSE_SIGNATURE_REFUSED");
    expect(problemOf(bend(({ close }) => ({ close: { ...close, cityId: 1 } })), network)).to.equal("CLOSE_SIGNATURE_REFUSED");
    expect(problemOf(bend(() => ({ ...proof.closes?.cities[0] })), network)).to.equal("CLOSE_REPEATED");
    expect(problemOf(bend(({ path }) => ({ path: path.slice(1) })), network)).to.equal("CLOSE_PATH_BROKEN");
    expect(problemOf(bend(({ close }) => ({ close: { ...close, cityId: 77 } })), network)).to.equal("CLOSE_CITY_UNKNOWN");
    expect(problemOf(bend(({ close }) => ({ close: { ...close, chainId: 1 } })), network)).to.equal("CLOSE_OF_ANOTHER_NETWORK");
    const elsewhere = provePayment({ event: payment(70n) });
    expect(problemOf({ ...proof, closes: (await withCloses(elsewhere, 1)).closes }, network)).to.equal("CLOSE_PATH_BROKEN");
    const later = { ...network, cities: network.cities.map((city) => ({ ...city, closeSigners: [] })) };
    expect(problemOf(proof, later)).to.equal("CLOSE_SIGNATURE_REFUSED");
  });
});

function networkOf(validators: readonly string[]): NetworkFile {
  const { network } = provePayment();
  return readNetworkFile({ ...network, checkpoint: { ...network.checkpoint, validators: validators.map((address, index) => ({ address, cityId: index + 1 })) } });
}
