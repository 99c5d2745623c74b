import { encodeFunctionData, type Abi, type Address } from "viem";
import type { z } from "zod";
import type { Caller } from "../../kernel/caller.ts";
import { pointsText } from "../../kernel/number-text.ts";
import { randomBytes32 } from "../../kernel/random-id.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { ContractName } from "../../platform/chain/contract-abis.ts";
import { ParticipantStatus } from "../../platform/chain/generated/enums.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import { institutionProfileEntity } from "./institution-profile.entity.ts";
import { privateProfileHash, profileHash } from "./institution-profile-hash.ts";
import { kindNumber, type Institution, type InstitutionStatusName } from "./institution-store.ts";
import type { accreditBody } from "./institutions.schemas.ts";
import type { ActEncoder } from "./act-registrations.ts";
import type { MunicipalActs } from "./municipal-acts.ts";
import type { ActView } from "./municipal-acts.schemas.ts";

/** Merchants without a ceiling of their own; a city raises it by an update. */
const DEFAULT_DAILY_CEILING_POINTS = 20_000n;

interface Parts {
  readonly chain: Chain;
  readonly cityId: number;
  readonly municipalActs: MunicipalActs;
}

/** Encodes `functionName(act, approvals)` of a contract: the shape of nearly every municipal act. */
export function approvedCall(chain: Chain, contract: ContractName, functionName: string): ActEncoder {
  return (message, approvals) => {
    const { address, abi } = chain.contract(contract);
    const anyAbi: Abi = abi;
    return { to: address, data: encodeFunctionData({ abi: anyAbi, functionName, args: [message, approvals] }) };
  };
}

/** Drafts the accreditation of an organization or a merchant; its profile stays here, its salted hash is signed. */
export async function draftAccreditation(parts: Parts, transaction: Transaction, caller: Caller, body: z.output<typeof accreditBody>): Promise<ActView> {
  const salt = randomBytes32();
  const { client } = parts.chain;
  const institution = await client.readContract({ ...parts.chain.contract("institutionAccounts"), functionName: "predict", args: [salt] });
  const hash = await saveProfile(transaction, institution, body);
  const isMerchant = body.kind === "MERCHANT";
  const ceiling = isMerchant ? BigInt(body.dailyCeilingPoints ?? DEFAULT_DAILY_CEILING_POINTS) : 0n;
  return parts.municipalActs.draftAct(
    transaction,
    {
      kind: "Accreditation",
      message: {
        cityId: parts.cityId,
        institution,
        kind: kindNumber(body.kind),
        salt,
        profileHash: hash,
        dailyCeilingPoints: ceiling,
      },
      power: "ACCREDIT",
      titleFr: isMerchant ? `Accréditer le commerce ${body.name}` : `Accréditer l’organisme ${body.name}`,
      titleEn: isMerchant ? `Accredit the merchant ${body.name}` : `Accredit the organization ${body.name}`,
      details: [
        { label: "Nom", value: body.name },
        { label: "Catégorie", value: body.category },
        ...(body.address === undefined ? [] : [{ label: "Adresse", value: body.address }]),
        ...(isMerchant ? [{ label: "Plafond par jour", value: pointsText(ceiling) }] : []),
      ],
    },
    caller,
  );
}

async function saveProfile(transaction: Transaction, institution: Address, body: z.output<typeof accreditBody>) {
  const shared = { kind: body.kind, name: body.name, category: body.category, address: body.address ?? null, salt: randomBytes32() };
  const kept = { phone: body.phone ?? null, salt: randomBytes32() };
  const hash = profileHash(shared, privateProfileHash(kept));
  await transaction.manager.getRepository(institutionProfileEntity).insert({
    institution,
    kind: body.kind,
    name: body.name,
    category: body.category,
    address: shared.address,
    phone: kept.phone,
    publicSalt: shared.salt,
    privateSalt: kept.salt,
    profileHash: hash,
    createdAt: new Date(),
  });
  return hash;
}

const statusNumbers = { ACTIVE: ParticipantStatus.ACTIVE, SUSPENDED: ParticipantStatus.SUSPENDED, CLOSED: ParticipantStatus.CLOSED };
const statusTitles: Readonly<Record<InstitutionStatusName, { fr: string; en: string }>> = {
  ACTIVE: { fr: "Rétablir", en: "Reinstate" },
  SUSPENDED: { fr: "Suspendre", en: "Suspend" },
  CLOSED: { fr: "Fermer pour toujours", en: "Close for good" },
};

/** Drafts a change of status; profile and ceiling stay as they are. */
export async function draftStatusChange(
  parts: Parts,
  transaction: Transaction,
  caller: Caller,
  change: { institution: Institution; name: string; status: InstitutionStatusName; reason: string },
): Promise<ActView> {
  const { institution, status } = change;
  const title = statusTitles[status];
  return parts.municipalActs.draftAct(
    transaction,
    {
      kind: "InstitutionUpdate",
      message: {
        institution: institution.institution,
        status: statusNumbers[status],
        profileHash: institution.profileHash,
        dailyCeilingPoints: institution.dailyCeilingPoints,
      },
      power: "ACCREDIT",
      titleFr: `${title.fr}\u00A0: ${change.name}`,
      titleEn: `${title.en}: ${change.name}`,
      details: [
        { label: "Institution", value: change.name },
        { label: "Raison", value: change.reason },
      ],
    },
    caller,
  );
}
