import { NetworkMismatchError } from "./platform/chain/node-problem.ts";
import { ConfigurationProblem } from "./platform/environment/configuration-problem.ts";
import { SealedFileError } from "./platform/keys/sealed-file.ts";

/** What an operator reads when a service refuses to start; undefined for a defect, of which everything is to be shown. */
export function startProblemOf(error: unknown): ConfigurationProblem | undefined {
  if (error instanceof ConfigurationProblem) return error;
  if (error instanceof NetworkMismatchError) {
    return new ConfigurationProblem({
      fr: `Les nœuds de « rpcUrls » ne sont pas du réseau de « networkFile » : ${frenchOf[error.what]} ${error.found}, attendu ${error.expected}.`,
      en: `The nodes of "rpcUrls" are not of the network of "networkFile": ${error.what} ${error.found}, expected ${error.expected}.`,
    });
  }
  if (error instanceof SealedFileError) {
    return new ConfigurationProblem({
      fr: "Le fichier de « keys.sealedFile » ne s’ouvre pas avec la phrase de « keys.passphraseFile ».",
      en: 'The file of "keys.sealedFile" does not open with the passphrase of "keys.passphraseFile".',
    });
  }
  return problemOfCode(error instanceof Error && "code" in error ? error.code : undefined);
}

const frenchOf: Record<NetworkMismatchError["what"], string> = {
  "chain id": "identifiant",
  "genesis hash": "premier bloc",
  "contract code": "contrat",
};

function problemOfCode(code: unknown): ConfigurationProblem | undefined {
  switch (code) {
    case "28P01":
    case "28000":
      return new ConfigurationProblem({ fr: "PostgreSQL refuse le nom ou le mot de passe de « databaseUrlFile ».", en: 'PostgreSQL refuses the name or the password of "databaseUrlFile".' });
    case "3D000":
      return new ConfigurationProblem({ fr: "La base de « databaseUrlFile » n’existe pas : créez-la, vide.", en: 'The database of "databaseUrlFile" does not exist: create it, empty.' });
    case "EADDRINUSE":
      return new ConfigurationProblem({ fr: "Le port de la ville est déjà pris : choisissez-en un autre dans « port ».", en: 'The city\'s port is taken: choose another one in "port".' });
    default:
      return undefined;
  }
}
