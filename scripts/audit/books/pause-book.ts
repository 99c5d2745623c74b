import { Check } from "../check.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Listener, Place } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

const PAUSE_SECONDS_MAX = 72 * 3_600;
const CITIES_NEEDED = 3;

/** The emergency pause: three cities, 72 hours, once a round; nothing is issued or redeemed meanwhile. */
export class PauseBook implements Book {
  readonly #rules = new Check("pauses", { fr: "Chaque pause vient de trois villes, dure 72 h au plus, une fois par tour", en: "Each pause comes from three cities, lasts 72 h at most, once a round" });
  readonly #quiet = new Check("paused-means-quiet", { fr: "Rien n’est émis ni payé pendant une pause", en: "Nothing is issued or redeemed during a pause" });
  readonly #compared = new Check("pause-state", { fr: "État de la pause recalculé et celui du contrat", en: "Recomputed state of the pause and the contract's" });
  readonly checks = [this.#rules, this.#quiet, this.#compared];
  readonly #authority: AuthorityBook;
  readonly #pairs: TransactionPairs;
  #round = 0;
  #isSpent = false;
  #pausedUntil = 0;
  #asking = new Set<number>();

  constructor(authority: AuthorityBook, pairs: TransactionPairs) {
    this.#authority = authority;
    this.#pairs = pairs;
  }

  readonly listener: Listener = {
    emergencyPause: {
      PauseRequested: ({ cityId, officer }, at) => {
        this.#authority.requirePower(cityId, "COUNCIL", officer, at);
        this.#asking.add(cityId);
      },
      Paused: ({ round, pausedUntil }, at) => {
        const isRight = round === this.#round && !this.#isSpent && this.#asking.size >= CITIES_NEEDED;
        this.#rules.holds(isRight && Number(pausedUntil) <= at.timestamp + PAUSE_SECONDS_MAX, () => ({
          fr: `pause du tour ${round}`,
          en: `pause of round ${round}`,
          expected: `tour ${this.#round}, ${CITIES_NEEDED} villes, ${PAUSE_SECONDS_MAX} s`,
          found: `tour ${round}, ${this.#asking.size} villes, ${Number(pausedUntil) - at.timestamp} s`,
        }), at);
        this.#pausedUntil = Number(pausedUntil);
        this.#isSpent = true;
        this.#asking = new Set();
      },
      PauseLifted: (_lifted, at) => {
        this.#pairs.ruleChanged("emergencyPause");
        this.#pausedUntil = at.timestamp;
      },
      PauseAllowedAgain: ({ round }) => {
        this.#pairs.ruleChanged("emergencyPause");
        this.#round = round;
        this.#isSpent = false;
        this.#asking = new Set();
      },
    },
    earningSheets: { LinePosted: (_posted, at) => this.#expectQuiet(at) },
    redemptionDesk: { Redeemed: (_redeemed, at) => this.#expectQuiet(at) },
  };

  async compare(reader: LedgerReader): Promise<void> {
    if (!reader.has("emergencyPause")) return;
    const [until] = await reader.readAll("emergencyPause", "pausedUntil", [[]]);
    const [round] = await reader.readAll("emergencyPause", "round", [[]]);
    this.#compared.equal(BigInt(this.#pausedUntil), until, () => ({ fr: "fin de la pause", en: "end of the pause" }));
    this.#compared.equal(this.#round, round, () => ({ fr: "tour de la pause", en: "round of the pause" }));
  }

  #expectQuiet(at: Place): void {
    this.#quiet.holds(at.timestamp >= this.#pausedUntil, () => ({
      fr: "émission ou paiement pendant une pause",
      en: "issuance or payment during a pause",
      expected: `≥ ${this.#pausedUntil}`,
      found: String(at.timestamp),
    }), at);
  }
}
