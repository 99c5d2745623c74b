import type { Address } from "viem";
import { Check } from "../check.ts";
import { InstitutionKind, ParticipantStatus } from "../generated/enums.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Place } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

export interface InstitutionFacts {
  readonly cityId: number;
  readonly kind: number;
  readonly status: number;
  /** Seconds; 0 unless suspended. */
  readonly suspensionEndsAt: number;
  readonly dailyCeilingPoints: bigint;
}

export interface ParticipantsBook extends Book {
  readonly populations: ReadonlyMap<number, number>;
  find(institution: Address): InstitutionFacts | undefined;
  /** A suspension that has run out reads as active. */
  isActive(institution: Address, at: Place): boolean;
}

/** Cities and institutions, their standing and their ceilings. */
export function participantsBook(authority: AuthorityBook, pairs: TransactionPairs): ParticipantsBook {
  const compared = new Check("institutions", { fr: "Institutions recalculées et institutions du contrat", en: "Recomputed institutions and the contract's" });
  const populations = new Map<number, number>();
  const institutions = new Map<Address, InstitutionFacts>();

  const isActive = (institution: Address, at: Place): boolean => {
    const facts = institutions.get(institution);
    if (facts === undefined) return false;
    const hasRunOut = facts.status === ParticipantStatus.SUSPENDED && at.timestamp >= facts.suspensionEndsAt;
    return facts.status === ParticipantStatus.ACTIVE || hasRunOut;
  };

  return {
    populations,
    find: (institution) => institutions.get(institution),
    isActive,
    checks: [compared],
    listener: {
      participants: {
        CityAdded({ cityId, population }) {
          populations.set(cityId, population);
          if (authority.isHandedOver) pairs.ruleChanged("participants");
        },
        CityClosed: () => pairs.ruleChanged("participants"),
        CityDirectoryPublished: () => undefined, // its event names no officer
        InstitutionAccredited({ institution, cityId, kind, dailyCeilingPoints, officer }, at) {
          // A city's own institution comes with the city: nobody accredits it.
          if (kind !== InstitutionKind.CITY) authority.requirePower(cityId, "ACCREDIT", officer, at);
          institutions.set(institution, { cityId, kind, status: ParticipantStatus.ACTIVE, suspensionEndsAt: 0, dailyCeilingPoints });
        },
        InstitutionUpdated({ institution, status, dailyCeilingPoints, suspensionEndsAt, officer }, at) {
          const known = institutions.get(institution);
          authority.requirePower(known?.cityId ?? 0, "ACCREDIT", officer, at);
          if (known === undefined) return;
          institutions.set(institution, { ...known, status, dailyCeilingPoints, suspensionEndsAt: Number(suspensionEndsAt) });
        },
      },
    },
    compare: (reader) => compareInstitutions(compared, institutions, reader),
  };
}

async function compareInstitutions(check: Check, institutions: ReadonlyMap<Address, InstitutionFacts>, reader: LedgerReader): Promise<void> {
  const ids = [...institutions.keys()];
  const answers = await reader.readAll("participants", "institution", ids.map((id) => [id] as const));
  for (const [index, found] of answers.entries()) {
    const id = ids[index];
    const facts = id === undefined ? undefined : institutions.get(id);
    if (id === undefined || facts === undefined) continue;
    const say = () => ({ fr: `institution ${id}`, en: `institution ${id}` });
    check.equal(`ville ${facts.cityId}, genre ${facts.kind}, plafond ${facts.dailyCeilingPoints}`, `ville ${found.cityId}, genre ${found.kind}, plafond ${found.dailyCeilingPoints}`, say);
    // The contract answers a suspension that has run out as active.
    const isSame = facts.status === found.status || (facts.status === ParticipantStatus.SUSPENDED && found.status === ParticipantStatus.ACTIVE);
    check.holds(isSame, () => ({ ...say(), expected: `statut ${facts.status}`, found: `statut ${found.status}` }));
  }
}
