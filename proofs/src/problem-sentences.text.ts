import type { ProofProblemCode } from "./proof-problem.ts";

/** What a person is told for each problem, with the problem's values in braces. */
export const problemSentences: Readonly<Record<ProofProblemCode, { readonly fr: string; readonly en: string }>> = {
  FILE_TOO_LARGE: {
    fr: "Ce fichier a {bytes} octets, et une preuve en a au plus {limit}\u00a0: ce n’est pas une preuve. Redemandez le fichier à qui vous l’a donné.",
    en: "This file has {bytes} bytes and a proof has at most {limit}: it is not a proof. Ask again for the file.",
  },
  NOT_JSON: {
    fr: "Ce fichier ne se lit pas\u00a0: il est abîmé, coupé, ou ce n’est pas une preuve. Redemandez-le, sans l’ouvrir dans un autre logiciel.",
    en: "This file cannot be read: it is damaged, cut short, or not a proof. Ask for it again, without opening it in another program.",
  },
  PRIVATE_KEY_FILE: {
    fr: "Ce fichier est une clé privée, pas une preuve. Rien n’en a été gardé ni envoyé. Rangez-le\u00a0: ne le donnez à personne.",
    en: "This file is a private key, not a proof. Nothing of it was kept or sent. Put it away and give it to nobody.",
  },
  FORBIDDEN_KEY: {
    fr: "Ce fichier contient le nom «\u202f{key}\u202f», qu’aucune preuve ne contient\u00a0: il a été fabriqué pour tromper un logiciel. Ne vous y fiez pas.",
    en: "This file contains the name “{key}”, which no proof contains: it was made to trick a program. Do not trust it.",
  },
  FIELD_UNKNOWN: {
    fr: "Ce fichier contient un élément de trop ({field}). Redemandez le fichier d’origine.",
    en: "This file contains something extra ({field}). Ask for the original file.",
  },
  FIELD_MISSING: {
    fr: "Il manque un élément à ce fichier ({field}). Redemandez le fichier complet.",
    en: "Something is missing from this file ({field}). Ask for the complete file.",
  },
  FIELD_REFUSED: {
    fr: "Un élément de ce fichier n’a pas la bonne forme ({field}). Redemandez le fichier d’origine.",
    en: "Something in this file has the wrong shape ({field}). Ask for the original file.",
  },
  NOT_A_PROOF: {
    fr: "Ce fichier n’est pas une preuve de Maille. Choisissez celui que le reçu, la feuille ou le rapport vous a donné.",
    en: "This file is not a Maille proof. Choose the one given with the receipt, sheet or report.",
  },
  NOT_A_NETWORK: {
    fr: "Le fichier du réseau n’est pas un network.json de Maille. Prenez celui que votre ville publie.",
    en: "The network file is not a Maille network.json. Use the one that your city publishes.",
  },
  OTHER_NETWORK: {
    fr: "Cette preuve vient d’un autre réseau (numéro {proofChain}) que celui auquel vous la comparez (numéro {networkChain}). Prenez le network.json de son réseau.",
    en: "This proof comes from another network (number {proofChain}) than the one you compare it with (number {networkChain}). Use the network.json of its network.",
  },
  BEFORE_CHECKPOINT: {
    fr: "La page {block} du registre vient avant le point de départ de confiance (page {checkpoint}). Prenez un network.json qui part de plus tôt.",
    en: "Page {block} of the ledger comes before the trusted start (page {checkpoint}). Use a network.json that starts earlier.",
  },
  CHECKPOINT_DIFFERS: {
    fr: "La page {block} n’est pas celle que network.json donne comme point de départ\u00a0: c’est un autre registre. N’acceptez pas cette preuve.",
    en: "Page {block} is not the one that network.json trusts: it is another ledger. Do not accept this proof.",
  },
  HEADER_UNREADABLE: {
    fr: "La page du registre ne se lit pas ({part})\u00a0: le fichier est abîmé. Redemandez-le.",
    en: "The ledger page cannot be read ({part}): the file is damaged. Ask for it again.",
  },
  NO_MEMBER_SEAL: {
    fr: "Aucun sceau de la page {block} n’est d’une ville membre\u00a0: la page a été changée, ou vient d’un autre réseau. N’acceptez pas cette preuve.",
    en: "No seal on page {block} is a member city’s: the page was changed, or comes from another network. Do not accept this proof.",
  },
  SEAL_BY_STRANGER: {
    fr: "Un sceau de la page {block} n’est d’aucune ville membre\u00a0: {members} sceaux sur {seals} sont bons. N’acceptez pas cette preuve.",
    en: "A seal on page {block} is no member city’s: {members} of {seals} seals are good. Do not accept this proof.",
  },
  SEAL_REPEATED: {
    fr: "Une même ville est comptée deux fois parmi les sceaux de la page {block}. N’acceptez pas cette preuve.",
    en: "One city is counted twice among the seals of page {block}. Do not accept this proof.",
  },
  SEALS_MISSING: {
    fr: "La page {block} porte {members} sceaux, et il en faut {quorum} sur {setSize} villes. Redemandez une preuve complète.",
    en: "Page {block} carries {members} seals, and {quorum} of {setSize} cities are needed. Ask for a complete proof.",
  },
  PARENT_DIFFERS: {
    fr: "La page d’avant n’est pas celle que la page {block} suit\u00a0: la chaîne des pages est rompue. Redemandez la preuve.",
    en: "The page before is not the one that page {block} follows: the chain of pages is broken. Ask for the proof again.",
  },
  STATE_PROOF_BROKEN: {
    fr: "Le chemin vers la liste des villes qui scellent est rompu à la page {block}. Redemandez la preuve.",
    en: "The path to the list of sealing cities is broken at page {block}. Ask for the proof again.",
  },
  VALIDATORS_UNREADABLE: {
    fr: "La liste des villes qui scellent ne se lit pas à la page {block}. Redemandez la preuve.",
    en: "The list of sealing cities cannot be read at page {block}. Ask for the proof again.",
  },
  OLD_VALIDATORS: {
    fr: "Les villes qui pouvaient sceller la page {block} ne sont pas celles que cette preuve suit\u00a0: il lui manque un changement de membres. Redemandez une preuve à jour.",
    en: "The cities that might seal page {block} are not those that this proof follows: a change of members is missing. Ask for an up-to-date proof.",
  },
  CHANGE_OUT_OF_ORDER: {
    fr: "Les changements de membres ne sont pas dans l’ordre des pages (page {block}). Redemandez la preuve.",
    en: "The changes of members are not in the order of the pages (page {block}). Ask for the proof again.",
  },
  CHANGE_EMPTY: {
    fr: "La preuve annonce à la page {block} un changement de membres qui n’en est pas un. Redemandez la preuve.",
    en: "The proof announces at page {block} a change of members that changes nothing. Ask for the proof again.",
  },
  RECEIPT_PROOF_BROKEN: {
    fr: "Le fait n’est pas relié à la page scellée\u00a0: il vient d’une autre page, ou le chemin est coupé. N’acceptez pas cette preuve.",
    en: "The fact is not tied to the sealed page: it comes from another page, or the path is cut. Do not accept this proof.",
  },
  RECEIPT_UNREADABLE: {
    fr: "Le fait inscrit ne se lit pas. Redemandez la preuve.",
    en: "The recorded fact cannot be read. Ask for the proof again.",
  },
  LOG_MISSING: {
    fr: "La preuve montre un fait qui n’est pas là\u00a0: le numéro {log} parmi {logs}. Redemandez la preuve.",
    en: "The proof points at a fact that is not there: number {log} of {logs}. Ask for the proof again.",
  },
  EVENT_NOT_OURS: {
    fr: "La page est scellée, mais le fait n’est pas de ceux que Maille prouve, ou vient d’un autre registre ({contract}). Vérifiez que network.json est celui du bon réseau.",
    en: "The page is sealed, but the fact is not one that Maille proves, or is of another ledger ({contract}). Check that network.json is the right network’s.",
  },
  KIND_DIFFERS: {
    fr: "Le fichier dit {said}, et le registre dit {found}. Redemandez la preuve.",
    en: "The file says {said} and the ledger says {found}. Ask for the proof again.",
  },
  EVENT_UNREADABLE: {
    fr: "Le fait inscrit n’a pas la forme attendue ({event}). Mettez le vérificateur à jour.",
    en: "The recorded fact has not the expected shape ({event}). Update the verifier.",
  },
  CLOSE_OF_ANOTHER_NETWORK: {
    fr: "La clôture de {city} ({day}) est d’un autre réseau. Redemandez la preuve.",
    en: "The close of {city} ({day}) is of another network. Ask for the proof again.",
  },
  CLOSE_OF_ANOTHER_DAY: {
    fr: "La clôture de {city} ({day}) n’est pas celle du jour de ce fait. Redemandez la preuve.",
    en: "The close of {city} ({day}) is not that of the fact’s day. Ask for the proof again.",
  },
  CLOSE_PATH_BROKEN: {
    fr: "La clôture de {city} ({day}) ne contient pas ce fait. Redemandez la preuve, et prévenez cette ville.",
    en: "The close of {city} ({day}) does not contain this fact. Ask for the proof again, and tell that city.",
  },
  CLOSE_SIGNATURE_REFUSED: {
    fr: "La clôture de {city} ({day}) n’est pas signée par cette ville\u00a0: elle a été changée, ou la clé n’est plus la sienne. Redemandez la preuve.",
    en: "The close of {city} ({day}) is not signed by that city: it was changed, or the key is no longer its own. Ask for the proof again.",
  },
  CLOSE_REPEATED: {
    fr: "La clôture de {city} est comptée deux fois. Redemandez la preuve.",
    en: "The close of {city} is counted twice. Ask for the proof again.",
  },
  CLOSE_CITY_UNKNOWN: {
    fr: "Une clôture vient d’une ville que network.json ne connaît pas (numéro {cityId}). Prenez le network.json à jour.",
    en: "A close comes from a city that network.json does not know (number {cityId}). Use an up-to-date network.json.",
  },
  CODE_UNREADABLE: {
    fr: "Ce code n’est pas un code de preuve, ou il est mal lu. Approchez la feuille, à plat et bien éclairée.",
    en: "This is not a code of a proof, or it was read badly. Bring the sheet closer, flat and well lit.",
  },
  CODE_OF_ANOTHER_SHEET: {
    fr: "Ce code vient d’une autre feuille. Lisez les codes d’une seule feuille, ou recommencez.",
    en: "This code is of another sheet. Read the codes of one sheet only, or start again.",
  },
};
