import type { Address } from "viem";
import { Check } from "../check.ts";
import { MemberStatus } from "../generated/enums.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Listener, Place } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import { DatedFigure } from "./dated-figures.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

/** A member that a network's genesis holds: no event told of it. */
export interface Founder {
  readonly cityId: number;
  readonly validator: Address;
  readonly population: number;
}

/** One step in the life of a member. */
export interface MemberStep {
  readonly cityId: number;
  readonly blockNumber: number;
  readonly what: "JOINED" | "DEPARTED" | "SUSPENDED" | "REINSTATED" | "VALIDATOR" | "POPULATION";
  readonly validator: Address | undefined;
  readonly population: number | undefined;
}

interface MemberFacts {
  validator: Address;
  population: bigint;
  status: number;
}

/** QBFT bears a fault among four validators, and none among fewer. */
const VALIDATORS_MIN = 4;

/** Members, their validators and dated populations. */
export class ConsortiumBook implements Book {
  readonly steps: MemberStep[] = [];
  readonly #rules = new Check("members", { fr: "Jamais moins de quatre validateurs, jamais deux fois le même", en: "Never fewer than four validators, never one twice" });
  readonly #compared = new Check("validators", { fr: "Membres et validateurs recalculés et ceux du contrat", en: "Recomputed members and validators and the contract's" });
  readonly checks = [this.#rules, this.#compared];
  readonly #authority: AuthorityBook;
  readonly #pairs: TransactionPairs;
  readonly #members = new Map<number, MemberFacts>();
  /** Cities whose validators seal, in the order in which they came. */
  #active: number[] = [];
  readonly #weights = new Map<number, DatedFigure>();
  readonly #activeCount = new DatedFigure();
  /** While members still found the consortium there are fewer than four. */
  #isFounded = false;

  constructor(authority: AuthorityBook, pairs: TransactionPairs, founders: readonly Founder[]) {
    this.#authority = authority;
    this.#pairs = pairs;
    for (const { cityId, validator, population } of founders) this.#admit(cityId, validator, population, 0);
    this.#isFounded = founders.length > 0;
  }

  readonly listener: Listener = {
    consortium: {
      MemberJoined: ({ cityId, validator, population }, at) => {
        this.#note(cityId, "JOINED", at, validator, population);
        this.#admit(cityId, validator, population, at.timestamp);
        this.#checkRules(at);
      },
      MemberDeparted: ({ cityId }, at) => this.#leave(cityId, MemberStatus.DEPARTED, "DEPARTED", at),
      MemberSuspended: ({ cityId }, at) => this.#leave(cityId, MemberStatus.SUSPENDED, "SUSPENDED", at),
      MemberReinstated: ({ cityId }, at) => {
        this.#note(cityId, "REINSTATED", at);
        const member = this.#members.get(cityId);
        if (member !== undefined) member.status = MemberStatus.ACTIVE;
        this.#active.push(cityId);
        this.#weigh(cityId, member?.population ?? 0n, at.timestamp);
        this.#checkRules(at);
      },
      ValidatorReplaced: ({ cityId, previousValidator, validator }, at) => {
        this.#note(cityId, "VALIDATOR", at, validator);
        const member = this.#members.get(cityId);
        this.#compared.equal(member?.validator, previousValidator, () => ({ fr: `validateur remplacé de la ville ${cityId}`, en: `replaced validator of city ${cityId}` }), at);
        if (member !== undefined) member.validator = validator;
        this.#checkRules(at);
      },
      PopulationRecorded: ({ cityId, population }, at) => {
        this.#note(cityId, "POPULATION", at, undefined, population);
        const member = this.#members.get(cityId);
        if (member === undefined) return;
        member.population = BigInt(population);
        if (member.status === MemberStatus.ACTIVE) this.#weigh(cityId, member.population, at.timestamp);
      },
    },
  };

  /** @param seconds the state at its end, as the contract tells it */
  isActiveAt(cityId: number, seconds: number): boolean {
    return this.populationAt(cityId, seconds) > 0n;
  }

  populationAt(cityId: number, seconds: number): bigint {
    return this.#weights.get(cityId)?.at(seconds) ?? 0n;
  }

  totalPopulationAt(seconds: number): bigint {
    return [...this.#weights.values()].reduce((sum, weight) => sum + weight.at(seconds), 0n);
  }

  activeCountAt(seconds: number): number {
    return Number(this.#activeCount.at(seconds));
  }

  async compare(reader: LedgerReader): Promise<void> {
    if (!reader.has("consortium")) return;
    const [validators] = await reader.readAll("consortium", "getValidators", [[]]);
    const ours = this.#active.map((cityId) => this.#members.get(cityId)?.validator);
    this.#compared.equal(ours.join(", "), (validators ?? []).join(", ").toLowerCase(), () => ({ fr: "validateurs, dans l’ordre", en: "validators, in order" }));
    const cityIds = [...this.#members.keys()];
    const answers = await reader.readAll("consortium", "member", cityIds.map((cityId) => [cityId] as const));
    for (const [index, found] of answers.entries()) {
      const member = this.#members.get(cityIds[index] ?? 0);
      this.#compared.equal(`${member?.validator}, statut ${member?.status}`, `${found.validator.toLowerCase()}, statut ${found.status}`, () => ({
        fr: `membre de la ville ${cityIds[index]}`,
        en: `member of city ${cityIds[index]}`,
      }));
    }
    const [total] = await reader.readAll("consortium", "totalPopulationAt", [[reader.timestamp]]);
    this.#compared.equal(this.totalPopulationAt(reader.timestamp), total, () => ({ fr: "population de tous les membres", en: "population of all members" }));
  }

  #admit(cityId: number, validator: Address, population: number, seconds: number): void {
    this.#members.set(cityId, { validator, population: BigInt(population), status: MemberStatus.ACTIVE });
    this.#active.push(cityId);
    this.#weigh(cityId, BigInt(population), seconds);
  }

  #leave(cityId: number, status: number, what: "DEPARTED" | "SUSPENDED", at: Place): void {
    this.#note(cityId, what, at);
    const member = this.#members.get(cityId);
    if (member !== undefined) member.status = status;
    this.#active = this.#active.filter((other) => other !== cityId);
    this.#weigh(cityId, 0n, at.timestamp);
    this.#checkRules(at);
  }

  #weigh(cityId: number, weight: bigint, seconds: number): void {
    const dated = this.#weights.get(cityId) ?? new DatedFigure();
    dated.set(seconds, weight);
    this.#weights.set(cityId, dated);
    this.#activeCount.set(seconds, BigInt(this.#active.length));
  }

  #note(cityId: number, what: MemberStep["what"], at: Place, validator?: Address, population?: number): void {
    this.steps.push({ cityId, blockNumber: at.blockNumber, what, validator, population });
    if (this.#authority.isHandedOver) this.#pairs.ruleChanged("consortium");
  }

  #checkRules(at: Place): void {
    this.#isFounded ||= this.#active.length >= VALIDATORS_MIN;
    if (!this.#isFounded) return;
    const keys = new Set(this.#active.map((cityId) => this.#members.get(cityId)?.validator));
    this.#rules.holds(keys.size >= VALIDATORS_MIN && keys.size === this.#active.length, () => ({
      fr: "validateurs du réseau",
      en: "validators of the network",
      expected: `≥ ${VALIDATORS_MIN}, différents`,
      found: `${keys.size} clés pour ${this.#active.length} membres`,
    }), at);
  }
}
