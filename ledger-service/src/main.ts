import { readEnvironment } from "./platform/environment/read-environment.ts";
import { runService } from "./run-service.ts";

/** One city's service in production: everything it needs comes from the environment and the files that it names. */
const { configuration, port } = readEnvironment(process.env);
await runService(configuration, { port });
