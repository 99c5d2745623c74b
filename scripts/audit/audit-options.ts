import { parseArgs } from "node:util";
import { AuditProblem } from "./audit-problem.ts";

/** A block's number, a civil day of Quebec "YYYY-MM-DD", or one end of the chain. */
export type Bound = { readonly block: number } | { readonly day: string } | "deployment" | "latest";

export interface AuditOptions {
  readonly rpcUrl: string;
  readonly networkPath: string;
  readonly from: Bound;
  readonly to: Bound;
  readonly jsonPath: string | undefined;
  /** Folders or addresses of cities where published closes are. */
  readonly reports: readonly string[];
  readonly language: "fr" | "en";
  readonly seed: string;
}

const USAGE_FR = "npm run audit -- --rpc http://127.0.0.1:8545 --network network.json --from 2026-11-01 --to 2026-11-30 [--json rapport.json] [--reports dossier] [--lang en] [--seed texte]";

/** @throws AuditProblem for an option that is missing, unknown or malformed */
export function readOptions(args: readonly string[]): AuditOptions {
  const values = parse(args);
  const { rpc, network } = values;
  if (rpc === undefined || network === undefined) {
    throw new AuditProblem({
      fr: `Dites quel nœud lire et quel réseau il doit suivre : ${USAGE_FR}`,
      en: `Say which node to read and which network it must follow: ${USAGE_FR}`,
    });
  }
  if (!URL.canParse(rpc) || !/^https?:$/.test(new URL(rpc).protocol)) {
    throw new AuditProblem({
      fr: `« ${rpc} » n’est pas l’adresse d’un nœud. Elle commence par http:// ou https://.`,
      en: `"${rpc}" is not the address of a node. It begins with http:// or https://.`,
    });
  }
  const language = values.lang ?? "fr";
  if (language !== "fr" && language !== "en") {
    throw new AuditProblem({ fr: `La langue est fr ou en, pas « ${language} ».`, en: `The language is fr or en, not "${language}".` });
  }
  return {
    rpcUrl: rpc,
    networkPath: network,
    from: boundOf(values.from, "deployment"),
    to: boundOf(values.to, "latest"),
    jsonPath: values.json,
    reports: values.reports ?? [],
    language,
    seed: values.seed ?? "maille",
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        rpc: { type: "string" },
        network: { type: "string" },
        from: { type: "string" },
        to: { type: "string" },
        json: { type: "string" },
        reports: { type: "string", multiple: true },
        lang: { type: "string" },
        seed: { type: "string" },
      },
    }).values;
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new AuditProblem({ fr: `Option inconnue ou mal écrite (${said}). ${USAGE_FR}`, en: `Unknown or malformed option (${said}). ${USAGE_FR}` }, { cause });
  }
}

function boundOf(text: string | undefined, otherwise: Bound): Bound {
  if (text === undefined || text === otherwise) return otherwise;
  if (/^\d{1,12}$/.test(text)) return { block: Number(text) };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text)) return { day: text };
  throw new AuditProblem({
    fr: `« ${text} » n’est ni un numéro de bloc ni un jour. Écrivez par exemple 12000 ou 2026-11-25.`,
    en: `"${text}" is neither a block number nor a day. Write for example 12000 or 2026-11-25.`,
  });
}
