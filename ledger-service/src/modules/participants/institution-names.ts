import type { EntityManager } from "typeorm";
import type { Address } from "viem";
import { z } from "zod";
import type { JsonValue } from "../../kernel/canonical-json.ts";
import { addressSchema, bytes32Schema } from "../../kernel/hex.ts";
import { privateProfileHash, profileHash } from "./institution-profile-hash.ts";
import type { InstitutionProfileRow } from "./institution-profile.entity.ts";
import { institutionOf, institutionsOfCity, profileOf, profilesOf, type Institution } from "./institution-store.ts";
import { learnedProfileEntity } from "./learned-profile.entity.ts";

/** What a city says of its institutions in its directory; each entry is bound by the ledger's hash. */
const contentSchema = z.object({
  institutions: z.array(
    z.object({
      institution: addressSchema,
      kind: z.string().max(20),
      name: z.string().max(200),
      category: z.string().max(100),
      address: z.string().max(300).nullable(),
      salt: bytes32Schema,
      privateHash: bytes32Schema,
    }),
  ),
});

interface Parts {
  readonly manager: EntityManager;
  readonly city: { readonly id: number; readonly name: string };
  readonly cities: readonly { readonly id: number; readonly name: string }[];
  /** Another city's directory content, its signature checked. @throws Problem when it cannot be had */
  readonly directoryContentOf: (cityId: number) => Promise<unknown>;
}

export interface InstitutionNames {
  /**
   * The registered name of an institution of any city, under which a person approves a payment [W14].
   * @returns undefined when no verified name can be had now
   */
  nameOf(institution: Address): Promise<string | undefined>;
  /** What this city publishes. */
  directoryContent(): Promise<Readonly<Record<string, JsonValue>>>;
}

export function createInstitutionNames(parts: Parts): InstitutionNames {
  return {
    nameOf: async (address) => {
      const institution = await institutionOf(parts.manager, address);
      if (institution === undefined) return undefined;
      if (institution.kind === "CITY") return parts.cities.find((city) => city.id === institution.cityId)?.name;
      if (institution.cityId === parts.city.id) return (await profileOf(parts.manager, address))?.name;
      return (await learnedName(parts.manager, institution)) ?? learnName(parts, institution);
    },
    directoryContent: async () => {
      const profiles = await profilesOf(parts.manager);
      const institutions = await institutionsOfCity(parts.manager, parts.city.id);
      return {
        institutions: institutions
          .filter((institution) => institution.status !== "CLOSED")
          .map((institution) => entryOf(institution.institution, profiles.get(institution.institution)))
          .filter((entry) => entry !== undefined),
      };
    },
  };
}

function entryOf(institution: Address, profile: InstitutionProfileRow | undefined) {
  if (profile === undefined) return undefined;
  const { kind, name, category, address, publicSalt, privateSalt, phone } = profile;
  const privateHash = privateProfileHash({ phone, salt: bytes32Schema.parse(privateSalt) });
  return { institution, kind, name, category, address, salt: publicSalt, privateHash };
}

/** A name learned earlier holds as long as the ledger's hash is the one under which it was learned. */
async function learnedName(manager: EntityManager, institution: Institution): Promise<string | undefined> {
  const row = await manager
    .getRepository(learnedProfileEntity)
    .findOneBy({ institution: institution.institution, profileHash: institution.profileHash });
  return row?.name;
}

async function learnName(parts: Parts, institution: Institution): Promise<string | undefined> {
  const content = contentSchema.safeParse(await parts.directoryContentOf(institution.cityId));
  const entry = content.data?.institutions.find((candidate) => candidate.institution === institution.institution);
  if (entry === undefined || profileHash(entry, entry.privateHash) !== institution.profileHash) return undefined;
  const { name, category, address } = entry;
  await parts.manager.getRepository(learnedProfileEntity).upsert(
    {
      institution: institution.institution,
      cityId: institution.cityId,
      profileHash: institution.profileHash,
      name,
      category,
      address,
      learnedAt: new Date(),
    },
    ["institution"],
  );
  return name;
}
