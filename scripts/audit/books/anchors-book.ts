import type { Address, Hex } from "viem";
import { Check } from "../check.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Listener } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";

/** A report whose hash a city put on the ledger. */
export interface Anchor {
  readonly cityId: number;
  readonly kind: number;
  readonly period: number;
  readonly reportHash: Hex;
  readonly officer: Address;
  readonly blockNumber: number;
}

/** Reports anchored, once per city, kind and period. */
export class AnchorsBook implements Book {
  readonly #once = new Check("anchors-once", { fr: "Chaque rapport est ancré une seule fois par ville, genre et période", en: "Each report is anchored once per city, kind and period" });
  readonly #compared = new Check("anchors", { fr: "Ancres recalculées et celles du contrat", en: "Recomputed anchors and the contract's" });
  readonly checks = [this.#once, this.#compared];
  readonly #authority: AuthorityBook;
  readonly #anchors = new Map<string, Anchor>();

  constructor(authority: AuthorityBook) {
    this.#authority = authority;
  }

  readonly listener: Listener = {
    reportAnchors: {
      ReportAnchored: ({ cityId, kind, period, reportHash, officer }, at) => {
        this.#authority.requirePower(cityId, ["ENROL", "AUDIT"], officer, at);
        const key = `${cityId} ${kind} ${period}`;
        this.#once.holds(!this.#anchors.has(key), () => ({
          fr: `rapport ${period} de la ville ${cityId}, genre ${kind}`,
          en: `report ${period} of city ${cityId}, kind ${kind}`,
          expected: "1",
          found: "2",
        }), at);
        this.#anchors.set(key, { cityId, kind, period, reportHash, officer, blockNumber: at.blockNumber });
      },
    },
  };

  get anchors(): readonly Anchor[] {
    return [...this.#anchors.values()];
  }

  async compare(reader: LedgerReader): Promise<void> {
    const { anchors } = this;
    const answers = await reader.readAll("reportAnchors", "reportHash", anchors.map(({ cityId, kind, period }) => [cityId, kind, period] as const));
    for (const [index, found] of answers.entries()) {
      const anchor = anchors[index];
      this.#compared.equal(anchor?.reportHash, found, () => ({ fr: `rapport ${anchor?.period} de la ville ${anchor?.cityId}`, en: `report ${anchor?.period} of city ${anchor?.cityId}` }));
    }
  }
}
