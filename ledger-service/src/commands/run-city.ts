import { parseArgs } from "node:util";
import { ConfigurationProblem } from "../platform/environment/configuration-problem.ts";
import { readCityFile } from "../platform/environment/read-city-file.ts";
import { runService } from "../run-service.ts";
import { startProblemOf } from "../start-problem-of.ts";

/** `npm run city -- --config FILE`: one city's service, portal included, from one file. */
try {
  const { configuration, host, port } = readCityFile(configPath());
  await runService(configuration, { host, port });
  console.log(`${configuration.city.name} : le service répond sur http://${host}:${port} pour ${configuration.city.origin}.`);
} catch (error) {
  const problem = startProblemOf(error);
  if (problem === undefined) console.error(error);
  else console.error(`${problem.fr}\n(${problem.en})`);
  process.exit(1);
}

function configPath(): string {
  try {
    const { values } = parseArgs({ options: { config: { type: "string" } } });
    if (values.config !== undefined) return values.config;
  } catch {
    // An option that does not exist: the sentence below says which one does.
  }
  throw new ConfigurationProblem({ fr: "Donnez le fichier de la ville : npm run city -- --config FICHIER", en: "Give the city's file: npm run city -- --config FILE" });
}
