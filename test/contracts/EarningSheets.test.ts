import { expect } from "chai";
import { id, ZeroAddress } from "ethers";
import {
  LineRefusal,
  LineStatus,
  ParticipantStatus,
  ProgrammeUnit,
  SheetStatus,
  StrikeReason,
} from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { NO_PROOF } from "../support/acts.ts";
import { accountOf, denis, marthe, mireille, paul, serviceOfBrossard, solange } from "../support/actors.ts";
import { ethers, loadFixture, networkHelpers, time } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { deployMaille } from "../support/fixture.ts";
import { allot, FAR_SECONDS, FOURTEEN_DAYS_SECONDS, openProgramme } from "../support/programme-opening.ts";
import {
  fileSheet,
  passWindow,
  prepareSheet,
  type PreparedSheet,
  REVOKE_SHEET,
  type Sheet,
  submitSheet,
  weekEndsAt,
  weekIndexAt,
} from "../support/sheet-filing.ts";
import { walletSigner } from "../support/signers.ts";

const DAY_SECONDS = 86_400;
const SIXTY_DAYS_SECONDS = 60 * DAY_SECONDS;
const HALF_YEAR_SECONDS = 180 * DAY_SECONDS;
const BUDGET_POINTS = 1_000n;
const MAX_TRANSACTION_GAS = 16_777_216n;

/** Carrefour d’entraide may attest hours under a programme of Brossard; Nadia coordinates it. */
async function withProgramme() {
  const maille = await deployMaille();
  const programmeId = await openProgramme(maille, [marthe, denis]);
  await allot(maille, marthe, programmeId, maille.carrefour.account, BUDGET_POINTS);
  return { ...maille, programmeId, nadia: maille.carrefour.coordinator };
}

type World = Awaited<ReturnType<typeof withProgramme>>;

/** Aïcha's hour, Robert's ninety minutes, Lucie's twenty: 100, 150 and 33 points; ⌊170 × 100/60⌋ = 283 reserved. */
const threeLines = ({ aicha, robert, lucie }: World) => [
  { account: aicha.account, quantity: 60 },
  { account: robert.account, quantity: 90 },
  { account: lucie.account, quantity: 20 },
];

async function withSheet() {
  const world = await withProgramme();
  const filed = await fileSheet(world, world.carrefour, world.programmeId, threeLines(world));
  return { ...world, filed };
}

async function afterWindow() {
  const world = await withSheet();
  await passWindow(world.contracts, world.filed);
  return world;
}

async function reserveOf({ contracts, programmeId, carrefour }: World) {
  const { reservedPoints, issuedPoints } = await contracts.programmes.programme(programmeId);
  const { usedPoints } = await contracts.programmes.allotment(programmeId, carrefour.account);
  return { reservedPoints, issuedPoints, usedPoints };
}

/** In the order of the struct, as an event's decoded tuple is. */
const membersOf = (sheet: Sheet) => [
  sheet.institution,
  sheet.programmeId,
  sheet.activityId,
  sheet.weekIndex,
  sheet.part,
  sheet.lineCount,
  sheet.totalQuantity,
  sheet.linesRoot,
  sheet.validBefore,
];

const tick = (seconds: number) => time.setNextBlockTimestamp(seconds);

const statusOf = async ({ contracts }: World, { sheetId }: PreparedSheet, index: number) =>
  Number(await contracts.earningSheets.lineStatus(sheetId, index));

interface DisputeChanges {
  readonly index?: number;
  readonly cityId?: number;
  readonly reasonCode?: number;
  readonly validBefore?: number;
}

const disputeAct = ({ sheetId }: PreparedSheet, changes: DisputeChanges = {}) => ({
  sheetId,
  index: 1,
  cityId: 1,
  reasonCode: 3,
  validBefore: FAR_SECONDS,
  ...changes,
});

/** Brossard's officer disputes Robert's line, in Brossard's name. */
function disputeAsBrossard({ contracts, signing }: World, filed: PreparedSheet, changes: DisputeChanges = {}) {
  const act = disputeAct(filed, changes);
  return contracts.earningSheets.dispute(act, NO_PROOF, [signing.approve(marthe, "LineDispute", act)]);
}

function disputeAsOrganization({ contracts, signing, nadia }: World, filed: PreparedSheet, changes: DisputeChanges = {}) {
  const act = disputeAct(filed, { cityId: 0, ...changes });
  return contracts.earningSheets.dispute(act, signing.prove(nadia, "LineDispute", act), []);
}

function decide({ contracts, signing }: World, { sheetId }: PreparedSheet, struck: boolean, changes = {}, officer = marthe) {
  const act = { sheetId, index: 1, struck, reasonCode: 5, round: 1, validBefore: FAR_SECONDS, ...changes };
  return contracts.earningSheets.decide(act, [signing.approve(officer, "DisputeDecision", act)]);
}

function strikeSheet({ contracts, signing }: World, { sheetId }: PreparedSheet, officer = marthe) {
  const act = { sheetId, reasonCode: 7, validBefore: FAR_SECONDS };
  return contracts.earningSheets.strikeSheet(act, [signing.approve(officer, "SheetStrike", act)]);
}

function revoke({ contracts, signing, nadia }: World, { sheetId }: PreparedSheet, signer = nadia) {
  const act = { sheetId, reasonCode: 9, validBefore: FAR_SECONDS };
  return contracts.earningSheets.getFunction(REVOKE_SHEET)(act, signing.prove(signer, "SheetRevocation", act));
}

async function changeInstitution({ contracts, signing, carrefour }: World, status: ParticipantStatus) {
  const { revision, profileHash } = await contracts.participants.institution(carrefour.account);
  const act = {
    institution: carrefour.account,
    status,
    profileHash,
    dailyCeilingPoints: 0n,
    revision,
    validBefore: FAR_SECONDS,
  };
  await contracts.participants.updateInstitution(act, [signing.approve(paul, "InstitutionUpdate", act)]);
}

/** Sets the status of Robert's account: 2 suspended, 3 closed. */
async function changeRobert({ contracts, signing, robert }: World, status: number) {
  const { revision } = await contracts.accounts.account(robert.account);
  const act = { account: robert.account, status, revision, validBefore: FAR_SECONDS };
  await contracts.accounts.changeStatus(act, [signing.approve(solange, "AccountStatusChange", act)]);
}

describe("EarningSheets", () => {
  describe("submit", () => {
    it("files a sheet once for all its volunteers and reserves its points [A1] [A4]", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, nadia } = world;
      const prepared = await prepareSheet(contracts, carrefour, programmeId, threeLines(world));
      const filedAt = (await time.latest()) + 10;
      await tick(filedAt);
      const sending = submitSheet(world, nadia, prepared);

      const state = await sending.then(() => contracts.earningSheets.sheet(prepared.sheetId));
      const windowEndsAt = filedAt + FOURTEEN_DAYS_SECONDS;
      await expect(sending)
        .to.emit(contracts.earningSheets, "SheetFiled")
        .withArgs(
          prepared.sheetId,
          carrefour.account,
          programmeId,
          membersOf(prepared.sheet),
          state.attestationUid,
          nadia.hash,
          283n,
          windowEndsAt,
        );
      expect(state.status).to.equal(SheetStatus.FILED);
      expect(state.cityId).to.equal(1n);
      expect(state.filedAt).to.equal(filedAt);
      expect(state.windowEndsAt).to.equal(windowEndsAt);
      expect(state.totalQuantity).to.equal(170n);
      expect(await reserveOf(world)).to.deep.equal({ reservedPoints: 283n, issuedPoints: 0n, usedPoints: 283n });
    });

    it("has the organization, not its coordinator, attest in EAS, in five words of allowed types [X1]", async () => {
      const { contracts, carrefour, filed, nadia } = await loadFixture(withSheet);
      const { attestationUid } = await contracts.earningSheets.sheet(filed.sheetId);
      const attestation = await contracts.eas.getAttestation(attestationUid);
      expect(attestation.attester).to.equal(carrefour.account);
      expect(attestation.recipient).to.equal(ZeroAddress);
      expect(attestation.expirationTime).to.equal(0n);
      expect(attestation.revocable).to.equal(true);

      const [programmeId, activityId, linesRoot, signerHash, shape] = ethers.AbiCoder.defaultAbiCoder().decode(
        ["bytes32", "bytes32", "bytes32", "bytes32", "uint256"],
        attestation.data,
      );
      const { sheet } = filed;
      expect([programmeId, activityId, linesRoot, signerHash]).to.deep.equal([
        sheet.programmeId, sheet.activityId, sheet.linesRoot, nadia.hash,
      ]);
      const words = [sheet.weekIndex, sheet.part, sheet.lineCount, sheet.totalQuantity, sheet.validBefore];
      const packed = ethers.solidityPacked(["uint32", "uint16", "uint32", "uint64", "uint64"], words);
      expect(shape).to.equal(BigInt(packed));

      const { schema, revocable } = await contracts.schemaRegistry.getSchema(await contracts.earningSheets.schemaUid());
      expect(schema).to.equal(
        "bytes32 programmeId,bytes32 activityId,bytes32 linesRoot,bytes32 signerHash,uint256 shape",
      );
      expect(revocable).to.equal(true);
    });

    it("refuses whoever is no coordinator of the institution", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, robert, banqueAlimentaire } = world;
      const prepared = await prepareSheet(contracts, carrefour, programmeId, threeLines(world));
      for (const signer of [robert.signer, robert.device, banqueAlimentaire.coordinator, marthe.signer]) {
        await expect(submitSheet(world, signer, prepared))
          .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsSignatureRefused")
          .withArgs(carrefour.account);
      }
    });

    it("refuses a coordinator from the block after the appointment ended [W10]", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, signing, carrefour, programmeId, nadia } = world;
      const prepared = await prepareSheet(contracts, carrefour, programmeId, threeLines(world));
      const { revision } = await contracts.accounts.account(carrefour.account);
      const act = {
        institution: carrefour.account,
        signer: nadia.bytes,
        appointed: false,
        revision,
        validBefore: FAR_SECONDS,
      };
      await contracts.accounts.appoint(act, [signing.approve(paul, "Appointment", act)]);
      await expect(submitSheet(world, nadia, prepared))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsSignatureRefused")
        .withArgs(carrefour.account);
    });

    it("refuses a sheet changed in any field after it was signed", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, signing, carrefour, programmeId, nadia, banqueAlimentaire } = world;
      const { sheet } = await prepareSheet(contracts, carrefour, programmeId, threeLines(world));
      const proof = signing.prove(nadia, "Sheet", { ...sheet });
      const changes: Partial<Sheet>[] = [
        { institution: banqueAlimentaire.account },
        { programmeId: id("another programme") },
        { activityId: id("another activity") },
        { weekIndex: sheet.weekIndex - 1 },
        { part: 1 },
        { lineCount: 4 },
        { totalQuantity: 171 },
        { linesRoot: id("another root") },
        { validBefore: FAR_SECONDS + 1 },
      ];
      expect(changes.length).to.equal(Object.keys(sheet).length);
      for (const change of changes) {
        await expect(contracts.earningSheets.submit({ ...sheet, ...change }, proof))
          .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsSignatureRefused");
      }
    });

    it("refuses a sheet whose time is over, in that very second", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, nadia } = world;
      const validBefore = (await time.latest()) + 100;
      const prepared = await prepareSheet(contracts, carrefour, programmeId, threeLines(world), { validBefore });
      await tick(validBefore);
      await expect(submitSheet(world, nadia, prepared))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsExpired")
        .withArgs(validBefore, validBefore);
    });

    it("refuses a suspended institution (I6)", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, nadia } = world;
      const prepared = await prepareSheet(contracts, carrefour, programmeId, threeLines(world));
      await changeInstitution(world, ParticipantStatus.SUSPENDED);
      await expect(submitSheet(world, nadia, prepared))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsInstitutionNotActive")
        .withArgs(carrefour.account);
    });

    it("accepts the same business facts once, whichever coordinator sends them again [A1]", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed, nadia } = world;
      await expect(submitSheet(world, nadia, filed))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsAlreadyFiled")
        .withArgs(filed.sheetId);
      expect((await reserveOf(world)).reservedPoints).to.equal(283n);
    });

    it("refuses the same facts with another root, another total or another count", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed, nadia } = world;
      const changes: Partial<Sheet>[] = [{ linesRoot: id("other lines") }, { totalQuantity: 171 }, { lineCount: 4 }];
      for (const change of changes) {
        const other = { ...filed, sheet: { ...filed.sheet, ...change } };
        await expect(submitSheet(world, nadia, other))
          .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsDiffers")
          .withArgs(filed.sheetId, filed.sheet.linesRoot, other.sheet.linesRoot);
      }
    });

    it("files what was left out as another part", async () => {
      const world = await loadFixture(withSheet);
      const second = await fileSheet(world, world.carrefour, world.programmeId, threeLines(world), { part: 1 });
      expect(second.sheetId).not.to.equal(world.filed.sheetId);
      expect((await reserveOf(world)).reservedPoints).to.equal(566n);
    });

    it("refuses no line, more than 1,000 lines, and less than a unit a line", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, nadia } = world;
      const shapes = [
        { lineCount: 0, totalQuantity: 0 },
        { lineCount: 1_001, totalQuantity: 1_001 },
        { lineCount: 3, totalQuantity: 2 },
      ];
      for (const shape of shapes) {
        const prepared = await prepareSheet(contracts, carrefour, programmeId, threeLines(world), shape);
        await expect(submitSheet(world, nadia, prepared))
          .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsShapeRefused")
          .withArgs(shape.lineCount, shape.totalQuantity);
      }
    });

    it("refuses a week that has not begun, or that ended more than 91 days ago [A3]", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, nadia } = world;
      const current = weekIndexAt(await time.latest());
      const coming = await prepareSheet(contracts, carrefour, programmeId, threeLines(world), { weekIndex: current + 1 });
      await expect(submitSheet(world, nadia, coming))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsWeekRefused")
        .withArgs(current + 1, current);

      const last = weekEndsAt(current) + 91 * DAY_SECONDS;
      const late = await prepareSheet(contracts, carrefour, programmeId, threeLines(world), { weekIndex: current });
      await tick(last + 1);
      await expect(submitSheet(world, nadia, late))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsWeekRefused")
        .withArgs(current, weekIndexAt(last + 1));
    });

    it("accepts a week until 91 days after its end", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, nadia } = world;
      const current = weekIndexAt(await time.latest());
      const prepared = await prepareSheet(contracts, carrefour, programmeId, threeLines(world), { weekIndex: current });
      await tick(weekEndsAt(current) + 91 * DAY_SECONDS);
      await expect(submitSheet(world, nadia, prepared)).to.emit(contracts.earningSheets, "SheetFiled");
    });

    it("refuses a week outside the programme", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, nadia } = world;
      const now = await time.latest();
      const startsAt = weekEndsAt(weekIndexAt(now)) + 1;
      const programmeId = await openProgramme(world, [marthe, denis], { ordinal: 1, startsAt });
      await allot(world, marthe, programmeId, carrefour.account, BUDGET_POINTS);
      const prepared = await prepareSheet(contracts, carrefour, programmeId, threeLines(world));
      await expect(submitSheet(world, nadia, prepared))
        .to.be.revertedWithCustomError(contracts.programmes, "ProgrammesWeekOutside")
        .withArgs(programmeId, prepared.sheet.weekIndex);
    });

    it("fills the budget to the point and refuses one point more [A4]", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, aicha, nadia } = world;
      await fileSheet(world, carrefour, programmeId, [{ account: aicha.account, quantity: 600 }]);
      expect((await reserveOf(world)).reservedPoints).to.equal(BUDGET_POINTS);
      const more = await prepareSheet(
        contracts, carrefour, programmeId, [{ account: aicha.account, quantity: 1 }], { part: 1 },
      );
      await expect(submitSheet(world, nadia, more))
        .to.be.revertedWithCustomError(contracts.programmes, "ProgrammesBudgetExceeded")
        .withArgs(programmeId, 0n, 1n);
    });

    it("refuses a sheet one point over the budget, whole [A4]", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, aicha, nadia } = world;
      // ⌊601 × 100/60⌋ = 1,001
      const over = await prepareSheet(contracts, carrefour, programmeId, [{ account: aicha.account, quantity: 601 }]);
      await expect(submitSheet(world, nadia, over))
        .to.be.revertedWithCustomError(contracts.programmes, "ProgrammesBudgetExceeded")
        .withArgs(programmeId, 1_000n, 1_001n);
      expect((await contracts.earningSheets.sheet(over.sheetId)).status).to.equal(SheetStatus.NONE);
    });

    it("gives the last points to one of two sheets that race for them in one block [A4]", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, aicha, nadia } = world;
      const rivals = await Promise.all(
        [0, 1].map((part) =>
          prepareSheet(contracts, carrefour, programmeId, [{ account: aicha.account, quantity: 400 }], { part }),
        ),
      );
      const gasLimit = 3_000_000n;
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [false]);
      const sent = [];
      for (const { sheet } of rivals) {
        sent.push(await contracts.earningSheets.submit(sheet, world.signing.prove(nadia, "Sheet", { ...sheet }), { gasLimit }));
      }
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);
      const receipts = await Promise.all(sent.map(({ hash }) => ethers.provider.getTransactionReceipt(hash)));
      expect(receipts.map((receipt) => receipt?.status).sort()).to.deep.equal([0, 1]);
      expect(new Set(receipts.map((receipt) => receipt?.blockNumber)).size).to.equal(1);
      expect((await reserveOf(world)).reservedPoints).to.equal(666n);
    });

    it("refuses more than the organization's allotment [A4]", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, programmeId, banqueAlimentaire, aicha } = world;
      await allot(world, marthe, programmeId, banqueAlimentaire.account, 100n);
      const over = await prepareSheet(contracts, banqueAlimentaire, programmeId, [{ account: aicha.account, quantity: 61 }]);
      await expect(submitSheet(world, banqueAlimentaire.coordinator, over))
        .to.be.revertedWithCustomError(contracts.programmes, "ProgrammesAllotmentExceeded")
        .withArgs(programmeId, banqueAlimentaire.account, 100n, 101n);
    });
  });

  describe("the doors of EAS", () => {
    const NO_REFERENCE = ethers.ZeroHash;

    const request = (data: string, changes = {}) => ({
      recipient: ZeroAddress,
      expirationTime: 0,
      revocable: true,
      refUID: NO_REFERENCE,
      data,
      value: 0,
      ...changes,
    });

    const dataOf = ({ sheet }: PreparedSheet, signerHash: string): string => {
      const shape = ethers.solidityPacked(
        ["uint32", "uint16", "uint32", "uint64", "uint64"],
        [sheet.weekIndex, sheet.part, sheet.lineCount, sheet.totalQuantity, sheet.validBefore],
      );
      return ethers.AbiCoder.defaultAbiCoder().encode(
        ["bytes32", "bytes32", "bytes32", "bytes32", "uint256"],
        [sheet.programmeId, sheet.activityId, sheet.linesRoot, signerHash, BigInt(shape)],
      );
    };

    async function atTheDoors() {
      const world = await withProgramme();
      const prepared = await prepareSheet(world.contracts, world.carrefour, world.programmeId, threeLines(world));
      const schema: string = await world.contracts.earningSheets.schemaUid();
      return { ...world, prepared, schema, data: dataOf(prepared, world.nadia.hash) };
    }

    type Doors = Awaited<ReturnType<typeof atTheDoors>>;

    const stranger = new ethers.Wallet(id("a stranger with a wallet"), ethers.provider);

    /** What EAS asks a wallet to sign for a delegated attestation. */
    async function delegated({ contracts, deployed, schema, data }: Doors) {
      const domain = {
        name: "EAS", version: "1.4.0", chainId: deployed.chainId, verifyingContract: deployed.addresses.eas,
      };
      const fields = "address attester,bytes32 schema,address recipient,uint64 expirationTime,bool revocable,bytes32 refUID,bytes data,uint256 value,uint256 nonce,uint64 deadline";
      const Attest = fields.split(",").map((field) => {
        const [type = "", name = ""] = field.split(" ");
        return { type, name };
      });
      const nonce = await contracts.eas.getNonce(stranger.address);
      const message = { attester: stranger.address, schema, ...request(data), nonce, deadline: 0 };
      const { v, r, s } = ethers.Signature.from(await stranger.signTypedData(domain, { Attest }, message));
      return { v, r, s };
    }

    const doors = [
      ["attest", async ({ contracts, schema, data }: Doors) => contracts.eas.attest({ schema, data: request(data) })],
      [
        "multiAttest",
        async ({ contracts, schema, data }: Doors) =>
          contracts.eas.multiAttest([{ schema, data: [request(data), request(data)] }]),
      ],
      [
        "attestByDelegation",
        async (world: Doors) =>
          world.contracts.eas.attestByDelegation({
            schema: world.schema,
            data: request(world.data),
            signature: await delegated(world),
            attester: stranger.address,
            deadline: 0,
          }),
      ],
      [
        "multiAttestByDelegation",
        async (world: Doors) =>
          world.contracts.eas.multiAttestByDelegation([
            {
              schema: world.schema,
              data: [request(world.data)],
              signatures: [await delegated(world)],
              attester: stranger.address,
              deadline: 0,
            },
          ]),
      ],
    ] as const;

    for (const [door, enter] of doors) {
      it(`refuses a stranger's sheet through ${door}`, async () => {
        const world = await loadFixture(atTheDoors);
        const delegates = door.endsWith("Delegation");
        await expect(enter(world))
          .to.be.revertedWithCustomError(world.contracts.earningSheets, "SheetsAttestationRefused")
          .withArgs(delegates ? stranger.address : await world.relayer.getAddress());
        expect((await world.contracts.earningSheets.sheet(world.prepared.sheetId)).status).to.equal(SheetStatus.NONE);
      });
    }

    it("refuses anyone who calls the resolver without EAS", async () => {
      const { contracts, carrefour, schema, data } = await loadFixture(atTheDoors);
      const attestation = {
        uid: id("uid"), schema, time: 0, expirationTime: 0, revocationTime: 0, refUID: NO_REFERENCE,
        recipient: ZeroAddress, attester: carrefour.account, revocable: true, data,
      };
      await expect(contracts.earningSheets.attest(attestation))
        .to.be.revertedWithCustomError(contracts.earningSheets, "AccessDenied");
    });

    it("lets nobody but a door use the organization's account", async () => {
      const { carrefour, schema, data, relayer } = await loadFixture(atTheDoors);
      const clone = await ethers.getContractAt("InstitutionAccount", carrefour.account, relayer);
      for (const call of [["attest", schema, data], ["revoke", schema, id("uid")]] as const) {
        const [name, ...args] = call;
        await expect(clone.getFunction(name)(...args))
          .to.be.revertedWithCustomError(clone, "InstitutionAccountNotDoor")
          .withArgs(await relayer.getAddress());
      }
    });

    it("refuses an attestation that expires, names somebody, refers to another, cannot be revoked or carries value", async () => {
      const world = await loadFixture(atTheDoors);
      const { contracts, carrefour, schema, data, impersonate } = world;
      const asOrganization = sentBy(contracts.eas, await impersonate(carrefour.account));
      const known = await fileSheet(world, carrefour, world.programmeId, threeLines(world), { part: 9 });
      const refUID: string = (await contracts.earningSheets.sheet(known.sheetId)).attestationUid;
      const changes = [{ expirationTime: FAR_SECONDS }, { recipient: stranger.address }, { refUID }, { revocable: false }];
      for (const change of changes) {
        await expect(asOrganization.attest({ schema, data: request(data, change) }))
          .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsAttestationRefused")
          .withArgs(carrefour.account);
      }
      await expect(asOrganization.attest({ schema, data: request(data, { value: 1 }) }, { value: 1 }))
        .to.be.revertedWithCustomError(contracts.eas, "NotPayable");
    });

    it("refuses data of another length, and bits that no field holds [X1]", async () => {
      const { contracts, carrefour, schema, data, impersonate } = await loadFixture(atTheDoors);
      const asOrganization = sentBy(contracts.eas, await impersonate(carrefour.account));
      const strayBit = `0x${data.slice(2, 2 + 256)}8${data.slice(2 + 257)}`;
      for (const wrong of ["0x", data.slice(0, -2), `${data}00`, strayBit]) {
        await expect(asOrganization.attest({ schema, data: request(wrong) }))
          .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsAttestationRefused")
          .withArgs(carrefour.account);
      }
    });

    it("refuses another schema that names this resolver", async () => {
      const { contracts, carrefour, data, deployed, impersonate } = await loadFixture(atTheDoors);
      const text = "bytes32 a,bytes32 b,bytes32 c,bytes32 d,uint256 e";
      await contracts.schemaRegistry.register(text, deployed.addresses.earningSheets, true);
      const foreign = ethers.solidityPackedKeccak256(
        ["string", "address", "bool"], [text, deployed.addresses.earningSheets, true],
      );
      const asOrganization = sentBy(contracts.eas, await impersonate(carrefour.account));
      await expect(asOrganization.attest({ schema: foreign, data: request(data) }))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsAttestationRefused")
        .withArgs(carrefour.account);
    });

    it("checks everything but the signature again, whichever door asks", async () => {
      const world = await loadFixture(atTheDoors);
      const { contracts, carrefour, schema, prepared, nadia, impersonate } = world;
      const asOrganization = sentBy(contracts.eas, await impersonate(carrefour.account));
      const attest = (changes: Partial<Sheet>) =>
        asOrganization.attest({
          schema,
          data: request(dataOf({ ...prepared, sheet: { ...prepared.sheet, ...changes } }, nadia.hash)),
        });
      const refusals: [Partial<Sheet>, string][] = [
        [{ lineCount: 0 }, "SheetsShapeRefused"],
        [{ weekIndex: prepared.sheet.weekIndex + 1 }, "SheetsWeekRefused"],
        [{ validBefore: 1 }, "SheetsExpired"],
      ];
      for (const [changes, error] of refusals) {
        await expect(attest(changes)).to.be.revertedWithCustomError(contracts.earningSheets, error);
      }
      await attest({});
      await expect(attest({})).to.be.revertedWithCustomError(contracts.earningSheets, "SheetsAlreadyFiled");
      await changeInstitution(world, ParticipantStatus.SUSPENDED);
      await expect(attest({ part: 3 })).to.be.revertedWithCustomError(contracts.earningSheets, "SheetsInstitutionNotActive");
    });

    it("strikes the sheet when another door revokes it, and never refuses", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, carrefour, filed, impersonate } = world;
      const schema: string = await contracts.earningSheets.schemaUid();
      const { attestationUid } = await contracts.earningSheets.sheet(filed.sheetId);
      const asOrganization = sentBy(contracts.eas, await impersonate(carrefour.account));
      await expect(asOrganization.revoke({ schema, data: { uid: attestationUid, value: 0 } }))
        .to.emit(contracts.earningSheets, "SheetStruck")
        .withArgs(filed.sheetId, StrikeReason.REVOKED, 0, 283n);
      expect((await reserveOf(world)).reservedPoints).to.equal(0n);
    });

    it("lets a struck sheet be revoked in EAS without moving anything", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, carrefour, filed, impersonate } = world;
      await strikeSheet(world, filed);
      const schema: string = await contracts.earningSheets.schemaUid();
      const { attestationUid } = await contracts.earningSheets.sheet(filed.sheetId);
      const asOrganization = sentBy(contracts.eas, await impersonate(carrefour.account));
      await expect(asOrganization.revoke({ schema, data: { uid: attestationUid, value: 0 } }))
        .not.to.emit(contracts.earningSheets, "SheetStruck");
    });
  });

  describe("post", () => {
    it("issues ⌊quantity × rate⌋ points of the programme's city, each with its line [A6]", async () => {
      const world = await loadFixture(afterWindow);
      const { contracts, filed, aicha, robert, lucie } = world;
      const posting = contracts.earningSheets.post(filed.sheetId, filed.lines);
      const expected = [[aicha, 60n, 100n], [robert, 90n, 150n], [lucie, 20n, 33n]] as const;
      for (const [index, [person, quantity, points]] of expected.entries()) {
        await expect(posting)
          .to.emit(contracts.earningSheets, "LinePosted")
          .withArgs(filed.sheetId, index, person.account, quantity, points, 0n, filed.lines[index]?.salt);
        expect(await contracts.points.balanceOf(person.account, 1)).to.equal(points);
        expect(await statusOf(world, filed, index)).to.equal(LineStatus.POSTED);
      }
      await expect(posting).to.emit(contracts.earningSheets, "SheetFinished").withArgs(filed.sheetId, 283n, 0n);
      expect(await reserveOf(world)).to.deep.equal({ reservedPoints: 0n, issuedPoints: 283n, usedPoints: 283n });
    });

    it("waits for the window's last second and posts in the next [A6]", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      const { windowEndsAt } = await contracts.earningSheets.sheet(filed.sheetId);
      await tick(Number(windowEndsAt));
      await expect(contracts.earningSheets.post(filed.sheetId, filed.lines))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsWindowOpen")
        .withArgs(filed.sheetId, windowEndsAt);
      await tick(Number(windowEndsAt) + 1);
      await expect(contracts.earningSheets.post(filed.sheetId, filed.lines)).to.emit(contracts.earningSheets, "LinePosted");
    });

    it("posts a line once, also when it comes twice in one batch", async () => {
      const world = await loadFixture(afterWindow);
      const { contracts, filed, aicha } = world;
      const line = filed.lines[0];
      await expect(contracts.earningSheets.post(filed.sheetId, [line, line]))
        .to.emit(contracts.earningSheets, "LineRefused")
        .withArgs(filed.sheetId, 0, LineRefusal.NOT_OPEN);
      await expect(contracts.earningSheets.post(filed.sheetId, [line]))
        .to.emit(contracts.earningSheets, "LineRefused")
        .withArgs(filed.sheetId, 0, LineRefusal.NOT_OPEN);
      expect(await contracts.points.totalOf(aicha.account)).to.equal(100n);
    });

    it("answers a bad line with its reason and posts the others (D11)", async () => {
      const world = await loadFixture(afterWindow);
      const { contracts, filed, robert, aicha } = world;
      const [first, second, third] = filed.lines;
      if (!first || !second || !third) throw new Error("three lines were filed");
      const bad: [object, LineRefusal][] = [
        [{ ...first, index: 3 }, LineRefusal.INDEX],
        [{ ...first, account: robert.account }, LineRefusal.PROOF],
        [{ ...first, quantity: 61 }, LineRefusal.PROOF],
        [{ ...first, salt: id("another salt") }, LineRefusal.PROOF],
        [{ ...first, index: 2 }, LineRefusal.PROOF],
        [{ ...first, quantity: 0 }, LineRefusal.QUANTITY],
        [{ ...first, quantity: 171 }, LineRefusal.QUANTITY],
      ];
      for (const [line, refusal] of bad) {
        await expect(contracts.earningSheets.post(filed.sheetId, [line]))
          .to.emit(contracts.earningSheets, "LineRefused")
          .withArgs(filed.sheetId, Reflect.get(line, "index"), refusal);
      }
      expect(await contracts.points.totalOf(aicha.account)).to.equal(0n);
      await contracts.earningSheets.post(filed.sheetId, [...bad.map(([line]) => line), second, third]);
      expect(await statusOf(world, filed, 0)).to.equal(LineStatus.OPEN);
      expect(await statusOf(world, filed, 1)).to.equal(LineStatus.POSTED);
      expect(await statusOf(world, filed, 2)).to.equal(LineStatus.POSTED);
    });

    it("posts no more than the total that was signed, when the lines say more", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId } = world;
      const filed = await fileSheet(world, carrefour, programmeId, threeLines(world), { totalQuantity: 169 });
      await passWindow(contracts, filed);
      await expect(contracts.earningSheets.post(filed.sheetId, filed.lines))
        .to.emit(contracts.earningSheets, "LineRefused")
        .withArgs(filed.sheetId, 2, LineRefusal.QUANTITY);
      const { issuedPoints, status } = await contracts.earningSheets.sheet(filed.sheetId);
      expect([issuedPoints, Number(status)]).to.deep.equal([250n, SheetStatus.FILED]);
    });

    it("lets an account stand on two lines of a sheet", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, aicha } = world;
      const hour = { account: aicha.account, quantity: 60 };
      const filed = await fileSheet(world, carrefour, programmeId, [hour, hour]);
      await passWindow(contracts, filed);
      await contracts.earningSheets.post(filed.sheetId, filed.lines);
      expect(await contracts.points.totalOf(aicha.account)).to.equal(200n);
    });

    it("gives nothing to an account that is closed, unknown or not a resident's", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, robert, boulangerieTheo } = world;
      const accounts = [robert.account, accountOf("a stranger"), marthe.account, boulangerieTheo.account];
      const filed = await fileSheet(world, carrefour, programmeId, accounts.map((account) => ({ account, quantity: 10 })));
      await changeRobert(world, 3);
      await passWindow(contracts, filed);
      const posting = contracts.earningSheets.post(filed.sheetId, filed.lines);
      for (const index of accounts.keys()) {
        await expect(posting)
          .to.emit(contracts.earningSheets, "LineRefused")
          .withArgs(filed.sheetId, index, LineRefusal.ACCOUNT);
      }
    });

    it("still credits a suspended resident, who did the hours", async () => {
      const world = await loadFixture(afterWindow);
      await changeRobert(world, 2);
      await world.contracts.earningSheets.post(world.filed.sheetId, world.filed.lines);
      expect(await world.contracts.points.totalOf(world.robert.account)).to.equal(150n);
    });

    it("posts what fits the account's week, strikes the rest and returns its reserve [A3]", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, programmeId, aicha, robert } = world;
      // 360 minutes give 600 points; the programme's week takes 500.
      const earned = [{ account: aicha.account, quantity: 360 }, { account: aicha.account, quantity: 6 }, { account: robert.account, quantity: 60 }];
      const filed = await fileSheet(world, carrefour, programmeId, earned);
      await passWindow(contracts, filed);
      const posting = contracts.earningSheets.post(filed.sheetId, filed.lines.slice(0, 2));
      await expect(posting)
        .to.emit(contracts.earningSheets, "LinePosted")
        .withArgs(filed.sheetId, 0, aicha.account, 360n, 500n, 100n, filed.lines[0]?.salt);
      await expect(posting)
        .to.emit(contracts.earningSheets, "LineStruck")
        .withArgs(filed.sheetId, 1, StrikeReason.CEILING, 0);
      expect(await contracts.points.totalOf(aicha.account)).to.equal(500n);
      expect(await statusOf(world, filed, 1)).to.equal(LineStatus.STRUCK);
      expect(await reserveOf(world)).to.deep.equal({ reservedPoints: 100n, issuedPoints: 500n, usedPoints: 600n });

      await contracts.earningSheets.post(filed.sheetId, [filed.lines[2]]);
      expect(await reserveOf(world)).to.deep.equal({ reservedPoints: 0n, issuedPoints: 600n, usedPoints: 600n });
    });

    it("counts one week's minutes over all cities together [A3]", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, decide: decideTogether, carrefour, programmeId, aicha } = world;
      await decideTogether({ to: contracts.programmes, fn: "setWeeklyMinutesCeiling", args: [90] });
      const hour = { account: aicha.account, quantity: 60 };
      const filed = await fileSheet(world, carrefour, programmeId, [hour, hour]);
      await passWindow(contracts, filed);
      await contracts.earningSheets.post(filed.sheetId, filed.lines);
      expect(await contracts.points.totalOf(aicha.account)).to.equal(150n);
    });

    it("posts a line worth less than a point, without points", async () => {
      const world = await loadFixture(withProgramme);
      const { contracts, carrefour, lucie } = world;
      const programmeId = await openProgramme(world, [marthe, denis], {
        ordinal: 2, unit: ProgrammeUnit.CENT, rate: { points: 1, quantity: 100 }, pendingSeconds: 0,
      });
      await allot(world, marthe, programmeId, carrefour.account, 100n);
      const filed = await fileSheet(world, carrefour, programmeId, [
        { account: lucie.account, quantity: 99 }, { account: lucie.account, quantity: 101 },
      ]);
      await passWindow(contracts, filed);
      const posting = contracts.earningSheets.post(filed.sheetId, filed.lines);
      await expect(posting)
        .to.emit(contracts.earningSheets, "LinePosted")
        .withArgs(filed.sheetId, 0, lucie.account, 99n, 0n, 0n, filed.lines[0]?.salt);
      // ⌊200/100⌋ were reserved, 0 + 1 issued: the last one returns.
      await expect(posting).to.emit(contracts.earningSheets, "SheetFinished").withArgs(filed.sheetId, 1n, 1n);
      expect((await contracts.programmes.programme(programmeId)).reservedPoints).to.equal(0n);
    });

    it("waits while the institution is suspended, until it is reinstated", async () => {
      const world = await loadFixture(afterWindow);
      const { contracts, filed, carrefour } = world;
      await changeInstitution(world, ParticipantStatus.SUSPENDED);
      await expect(contracts.earningSheets.post(filed.sheetId, filed.lines))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsFrozen")
        .withArgs(filed.sheetId, carrefour.account);
      await changeInstitution(world, ParticipantStatus.ACTIVE);
      await contracts.earningSheets.post(filed.sheetId, filed.lines);
    });

    it("waits no longer than 90 days for a suspended institution", async () => {
      const world = await loadFixture(afterWindow);
      const { contracts, filed, carrefour } = world;
      await changeInstitution(world, ParticipantStatus.SUSPENDED);
      const { suspensionEndsAt } = await contracts.participants.institution(carrefour.account);
      await tick(Number(suspensionEndsAt) - 1);
      await expect(contracts.earningSheets.post(filed.sheetId, filed.lines))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsFrozen");
      await tick(Number(suspensionEndsAt));
      await contracts.earningSheets.post(filed.sheetId, filed.lines);
    });

    it("posts what an institution attested before it was closed", async () => {
      const world = await loadFixture(afterWindow);
      await changeInstitution(world, ParticipantStatus.CLOSED);
      await world.contracts.earningSheets.post(world.filed.sheetId, world.filed.lines);
      expect(await world.contracts.points.totalOf(world.aicha.account)).to.equal(100n);
    });

    it("refuses a sheet that is unknown, and one that has ended", async () => {
      const world = await loadFixture(afterWindow);
      const { contracts, filed } = world;
      await expect(contracts.earningSheets.post(id("no sheet"), filed.lines))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsUnknown")
        .withArgs(id("no sheet"));
      await strikeSheet(world, filed);
      await expect(contracts.earningSheets.post(filed.sheetId, filed.lines))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsNotOpen")
        .withArgs(filed.sheetId, SheetStatus.STRUCK);
    });

    it("posts until 180 days after the window, not later", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      const { windowEndsAt } = await contracts.earningSheets.sheet(filed.sheetId);
      const expiresAt = Number(windowEndsAt) + HALF_YEAR_SECONDS;
      await tick(expiresAt);
      await contracts.earningSheets.post(filed.sheetId, [filed.lines[0]]);
      await expect(contracts.earningSheets.post(filed.sheetId, [filed.lines[1]]))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsExpired");
    });

    // Measured code burns several times its gas.
    const itUnmeasured = process.argv.includes("--coverage") ? it.skip : it;

    itUnmeasured("posts 128 new holders' lines within a transaction's gas, and refuses 129", async function () {
      this.timeout(120_000);
      const world = await loadFixture(withProgramme);
      const { contracts, signing, carrefour, programmeId } = world;
      const residents = Array.from({ length: 129 }, (_, i) => walletSigner(`resident ${String(i)}`));
      const openings = residents.map(({ bytes }) => ({ account: ethers.getAddress(bytes), kind: 1, signerKind: 1, signer: bytes }));
      const act = { cityId: 1, openings, validBefore: FAR_SECONDS };
      await contracts.accounts.open(act, signing.approve(serviceOfBrossard, "OpenAccounts", act));
      const filed = await fileSheet(world, carrefour, programmeId, openings.map(({ account }) => ({ account, quantity: 1 })));
      await passWindow(contracts, filed);
      await expect(contracts.earningSheets.post(filed.sheetId, filed.lines, { gasLimit: MAX_TRANSACTION_GAS }))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsTooManyLines")
        .withArgs(129, 128);
      const sent = await contracts.earningSheets.post(filed.sheetId, filed.lines.slice(0, 128), { gasLimit: MAX_TRANSACTION_GAS });
      const receipt = await sent.wait();
      expect(receipt?.status).to.equal(1);
      expect((await contracts.earningSheets.sheet(filed.sheetId)).closedLineCount).to.equal(128n);
    });
  });

  describe("dispute", () => {
    it("holds a line back on the word of a city's officer, by index, without proof [A6]", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed, robert } = world;
      await expect(disputeAsBrossard(world, filed))
        .to.emit(contracts.earningSheets, "LineDisputed")
        .withArgs(filed.sheetId, 1, 1, 3, 1);
      expect(await statusOf(world, filed, 1)).to.equal(LineStatus.DISPUTED);
      const { round, byCityId, reasonCode } = await contracts.earningSheets.disputeOf(filed.sheetId, 1);
      expect([round, byCityId, reasonCode]).to.deep.equal([1n, 1n, 3n]);

      await passWindow(contracts, filed);
      await expect(contracts.earningSheets.post(filed.sheetId, filed.lines))
        .to.emit(contracts.earningSheets, "LineRefused")
        .withArgs(filed.sheetId, 1, LineRefusal.NOT_OPEN);
      expect(await contracts.points.totalOf(robert.account)).to.equal(0n);
      expect((await contracts.earningSheets.sheet(filed.sheetId)).status).to.equal(SheetStatus.FILED);
    });

    it("hears the volunteer's home city, another one than the programme's", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, signing, filed } = world;
      const act = disputeAct(filed, { index: 2, cityId: 2 });
      await expect(contracts.earningSheets.dispute(act, NO_PROOF, [signing.approve(mireille, "LineDispute", act)]))
        .to.emit(contracts.earningSheets, "LineDisputed")
        .withArgs(filed.sheetId, 2, 2, 3, 1);
    });

    it("hears the organization about its own sheet", async () => {
      const world = await loadFixture(withSheet);
      await expect(disputeAsOrganization(world, world.filed))
        .to.emit(world.contracts.earningSheets, "LineDisputed")
        .withArgs(world.filed.sheetId, 1, 0, 3, 1);
    });

    it("is possible until the window's last second, not after [A6]", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      const { windowEndsAt } = await contracts.earningSheets.sheet(filed.sheetId);
      await tick(Number(windowEndsAt));
      await disputeAsBrossard(world, filed);
      await tick(Number(windowEndsAt) + 1);
      await expect(disputeAsBrossard(world, filed, { index: 0 }))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsWindowOver")
        .withArgs(filed.sheetId, windowEndsAt);
    });

    it("refuses officers of another city, of another power, and strangers", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, signing, filed, robert, banqueAlimentaire } = world;
      const act = disputeAct(filed);
      for (const officer of [mireille, solange]) {
        await expect(contracts.earningSheets.dispute(act, NO_PROOF, [signing.approve(officer, "LineDispute", act)]))
          .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing");
      }
      await expect(contracts.earningSheets.dispute(act, NO_PROOF, []))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityTooFewApprovals");
      const asOrganization = disputeAct(filed, { cityId: 0 });
      for (const signer of [robert.signer, banqueAlimentaire.coordinator]) {
        await expect(contracts.earningSheets.dispute(asOrganization, signing.prove(signer, "LineDispute", asOrganization), []))
          .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsSignatureRefused");
      }
    });

    it("refuses an act whose time is over, and an organization that is suspended", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      const validBefore = await time.latest();
      await expect(disputeAsOrganization(world, filed, { validBefore }))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsExpired");
      await expect(disputeAsBrossard(world, filed, { validBefore }))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityActExpired");
      await changeInstitution(world, ParticipantStatus.SUSPENDED);
      await expect(disputeAsOrganization(world, filed))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsInstitutionNotActive");
    });

    it("refuses a line that is not there, or not open", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      await expect(disputeAsBrossard(world, filed, { index: 3 }))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsLineIndexRefused")
        .withArgs(filed.sheetId, 3, 3);
      await disputeAsBrossard(world, filed);
      await expect(disputeAsOrganization(world, filed))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsLineNotOpen")
        .withArgs(filed.sheetId, 1, LineStatus.DISPUTED);
      await strikeSheet(world, filed);
      await expect(disputeAsBrossard(world, filed, { index: 0 }))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsNotOpen");
    });

    it("lets a released line be disputed again by another party only", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      await disputeAsBrossard(world, filed);
      await decide(world, filed, false);
      await expect(disputeAsBrossard(world, filed))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsDisputeRepeated")
        .withArgs(filed.sheetId, 1, 1);
      await expect(disputeAsOrganization(world, filed))
        .to.emit(contracts.earningSheets, "LineDisputed")
        .withArgs(filed.sheetId, 1, 0, 3, 2);
      await decide(world, filed, false, { round: 2 });
      await expect(disputeAsOrganization(world, filed))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsDisputeRepeated")
        .withArgs(filed.sheetId, 1, 0);
    });
  });

  describe("decide", () => {
    it("releases a line, which then posts", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed, robert } = world;
      await disputeAsBrossard(world, filed);
      await expect(decide(world, filed, false))
        .to.emit(contracts.earningSheets, "LineReleased")
        .withArgs(filed.sheetId, 1, 5, 1, marthe.account);
      await passWindow(contracts, filed);
      await contracts.earningSheets.post(filed.sheetId, filed.lines);
      expect(await contracts.points.totalOf(robert.account)).to.equal(150n);
    });

    it("strikes a line for good, and the last one closed returns the reserve", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed, robert } = world;
      await disputeAsBrossard(world, filed);
      await passWindow(contracts, filed);
      await contracts.earningSheets.post(filed.sheetId, filed.lines);
      const deciding = decide(world, filed, true);
      await expect(deciding)
        .to.emit(contracts.earningSheets, "LineStruck")
        .withArgs(filed.sheetId, 1, StrikeReason.DECIDED, 5);
      await expect(deciding).to.emit(contracts.earningSheets, "SheetFinished").withArgs(filed.sheetId, 133n, 150n);
      expect(await statusOf(world, filed, 1)).to.equal(LineStatus.STRUCK);
      expect(await contracts.points.totalOf(robert.account)).to.equal(0n);
      expect(await reserveOf(world)).to.deep.equal({ reservedPoints: 0n, issuedPoints: 133n, usedPoints: 133n });
    });

    it("does not post a struck line while others are open (I3)", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      await disputeAsBrossard(world, filed);
      await decide(world, filed, true);
      await passWindow(contracts, filed);
      await expect(contracts.earningSheets.post(filed.sheetId, [filed.lines[1]]))
        .to.emit(contracts.earningSheets, "LineRefused")
        .withArgs(filed.sheetId, 1, LineRefusal.NOT_OPEN);
    });

    it("belongs to the programme's city alone", async () => {
      const world = await loadFixture(withSheet);
      await disputeAsBrossard(world, world.filed);
      await expect(decide(world, world.filed, false, {}, mireille))
        .to.be.revertedWithCustomError(world.contracts.authority, "AuthorityPowerMissing");
    });

    it("refuses a line without a dispute, and a decision made for an earlier one", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      await expect(decide(world, filed, false))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsLineNotDisputed")
        .withArgs(filed.sheetId, 1, LineStatus.OPEN);
      await disputeAsBrossard(world, filed);
      await decide(world, filed, false);
      await disputeAsOrganization(world, filed);
      await expect(decide(world, filed, true))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsDisputeRoundStale")
        .withArgs(1, 2);
    });

    it("comes within 60 days, or not at all [A6]", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      await disputeAsBrossard(world, filed);
      const { openedAt } = await contracts.earningSheets.disputeOf(filed.sheetId, 1);
      const allowedUntil = Number(openedAt) + SIXTY_DAYS_SECONDS;
      await tick(allowedUntil + 1);
      await expect(decide(world, filed, false))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsDecisionTooLate")
        .withArgs(allowedUntil, allowedUntil + 1);
    });

    it("is accepted in the last second of the 60 days", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      await disputeAsBrossard(world, filed);
      const { openedAt } = await contracts.earningSheets.disputeOf(filed.sheetId, 1);
      await tick(Number(openedAt) + SIXTY_DAYS_SECONDS);
      await expect(decide(world, filed, false)).to.emit(contracts.earningSheets, "LineReleased");
    });
  });

  describe("lapse", () => {
    it("strikes an undecided line after 60 days and gives its reserve back to the point [A6]", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      await disputeAsBrossard(world, filed);
      const { openedAt } = await contracts.earningSheets.disputeOf(filed.sheetId, 1);
      await passWindow(contracts, filed);
      await contracts.earningSheets.post(filed.sheetId, filed.lines);
      const allowedFrom = Number(openedAt) + SIXTY_DAYS_SECONDS + 1;
      await tick(allowedFrom - 1);
      await expect(contracts.earningSheets.lapse(filed.sheetId, 1))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsDecisionTooEarly")
        .withArgs(allowedFrom, allowedFrom - 1);
      await tick(allowedFrom);
      await expect(contracts.earningSheets.lapse(filed.sheetId, 1))
        .to.emit(contracts.earningSheets, "LineStruck")
        .withArgs(filed.sheetId, 1, StrikeReason.UNDECIDED, 0);
      expect(await reserveOf(world)).to.deep.equal({ reservedPoints: 0n, issuedPoints: 133n, usedPoints: 133n });
    });

    it("refuses a line that nobody disputed, and one that is not there", async () => {
      const { contracts, filed } = await loadFixture(withSheet);
      await expect(contracts.earningSheets.lapse(filed.sheetId, 0))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsLineNotDisputed");
      await expect(contracts.earningSheets.lapse(filed.sheetId, 3))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsLineIndexRefused");
    });
  });

  describe("strikeSheet", () => {
    it("strikes every open line at once and leaves what is posted [A7]", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed, aicha } = world;
      await disputeAsBrossard(world, filed);
      await passWindow(contracts, filed);
      await contracts.earningSheets.post(filed.sheetId, [filed.lines[0]]);
      await expect(strikeSheet(world, filed))
        .to.emit(contracts.earningSheets, "SheetStruck")
        .withArgs(filed.sheetId, StrikeReason.WITHDRAWN, 7, 183n);
      const statuses = await Promise.all([0, 1, 2].map((index) => statusOf(world, filed, index)));
      expect(statuses).to.deep.equal([LineStatus.POSTED, LineStatus.STRUCK, LineStatus.STRUCK]);
      expect(await contracts.points.totalOf(aicha.account)).to.equal(100n);
      expect(await reserveOf(world)).to.deep.equal({ reservedPoints: 0n, issuedPoints: 100n, usedPoints: 100n });
      const { closedLineCount, disputedLineCount } = await contracts.earningSheets.sheet(filed.sheetId);
      expect([closedLineCount, disputedLineCount]).to.deep.equal([3n, 0n]);
    });

    it("belongs to the programme's city, once", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      await expect(strikeSheet(world, filed, mireille))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing");
      await strikeSheet(world, filed);
      await expect(strikeSheet(world, filed))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsNotOpen")
        .withArgs(filed.sheetId, SheetStatus.STRUCK);
      await expect(strikeSheet(world, { ...filed, sheetId: id("no sheet") }))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsUnknown");
    });
  });

  describe("revoke", () => {
    it("takes back a sheet attested through the organization's clone, in EAS and here [A7]", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed, aicha } = world;
      await passWindow(contracts, filed);
      await contracts.earningSheets.post(filed.sheetId, [filed.lines[0]]);
      const revoking = revoke(world, filed);
      await expect(revoking)
        .to.emit(contracts.earningSheets, "SheetStruck")
        .withArgs(filed.sheetId, StrikeReason.REVOKED, 9, 183n);
      await expect(revoking).to.emit(contracts.eas, "Revoked");
      const { attestationUid, status } = await contracts.earningSheets.sheet(filed.sheetId);
      expect(status).to.equal(SheetStatus.REVOKED);
      expect((await contracts.eas.getAttestation(attestationUid)).revocationTime).to.equal(await time.latest());
      expect(await contracts.points.totalOf(aicha.account)).to.equal(100n);
      expect(await reserveOf(world)).to.deep.equal({ reservedPoints: 0n, issuedPoints: 100n, usedPoints: 100n });
      await expect(contracts.earningSheets.post(filed.sheetId, [filed.lines[1]]))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsNotOpen");
    });

    it("takes back a finished sheet's word without touching what is posted [A7]", async () => {
      const world = await loadFixture(afterWindow);
      const { contracts, filed, aicha } = world;
      await contracts.earningSheets.post(filed.sheetId, filed.lines);
      await expect(revoke(world, filed))
        .to.emit(contracts.earningSheets, "SheetStruck")
        .withArgs(filed.sheetId, StrikeReason.REVOKED, 9, 0n);
      expect(await statusOf(world, filed, 0)).to.equal(LineStatus.POSTED);
      expect(await contracts.points.totalOf(aicha.account)).to.equal(100n);
    });

    it("is the organization's alone, once", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed, banqueAlimentaire } = world;
      await expect(revoke(world, filed, banqueAlimentaire.coordinator))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsSignatureRefused");
      await revoke(world, filed);
      await expect(revoke(world, filed))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsNotOpen")
        .withArgs(filed.sheetId, SheetStatus.REVOKED);
      await expect(submitSheet(world, world.nadia, filed))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsAlreadyFiled");
    });
  });

  describe("expire", () => {
    it("returns the whole reserve to the point 180 days after the window, asked by anyone [A6]", async () => {
      const world = await loadFixture(withSheet);
      const { contracts, filed } = world;
      await disputeAsBrossard(world, filed);
      const { windowEndsAt } = await contracts.earningSheets.sheet(filed.sheetId);
      const allowedFrom = Number(windowEndsAt) + HALF_YEAR_SECONDS + 1;
      await tick(allowedFrom - 1);
      await expect(contracts.earningSheets.expire(filed.sheetId))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsDecisionTooEarly")
        .withArgs(allowedFrom, allowedFrom - 1);
      await tick(allowedFrom);
      await expect(contracts.earningSheets.expire(filed.sheetId))
        .to.emit(contracts.earningSheets, "SheetStruck")
        .withArgs(filed.sheetId, StrikeReason.EXPIRED, 0, 283n);
      expect(await reserveOf(world)).to.deep.equal({ reservedPoints: 0n, issuedPoints: 0n, usedPoints: 0n });
      expect(await statusOf(world, filed, 1)).to.equal(LineStatus.STRUCK);
    });
  });

  describe("what it answers", () => {
    it("computes a sheet's id from its business facts", async () => {
      const { contracts, filed } = await loadFixture(withSheet);
      const { institution, programmeId, activityId, weekIndex, part } = filed.sheet;
      const encoded = ethers.AbiCoder.defaultAbiCoder().encode(
        ["address", "bytes32", "bytes32", "uint32", "uint16"], [institution, programmeId, activityId, weekIndex, part],
      );
      expect(filed.sheetId).to.equal(ethers.keccak256(encoded));
      expect((await contracts.earningSheets.sheet(filed.sheetId)).part).to.equal(0n);
    });

    it("knows no line of an unknown sheet, nor beyond the last", async () => {
      const { contracts, filed } = await loadFixture(withSheet);
      await expect(contracts.earningSheets.lineStatus(id("no sheet"), 0))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsUnknown");
      await expect(contracts.earningSheets.lineStatus(filed.sheetId, 3))
        .to.be.revertedWithCustomError(contracts.earningSheets, "SheetsLineIndexRefused");
    });

    it("keeps the leaves' salts off chain until a line is posted [X2]", async () => {
      const { contracts, filed } = await loadFixture(withSheet);
      const logs = await ethers.provider.getLogs({ fromBlock: 0, toBlock: "latest", address: await contracts.earningSheets.getAddress() });
      const text = logs.map(({ data, topics }) => data + topics.join("")).join("");
      for (const { salt } of filed.lines) expect(text).not.to.contain(salt.slice(2));
    });
  });
});
