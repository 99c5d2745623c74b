import { createServer } from "node:http";
import { composeCity } from "./compose-city.ts";
import { readEnvironment } from "./platform/environment/read-environment.ts";

/** One city's service in production: everything it needs comes from the environment and the files that it names. */
const { configuration, port } = readEnvironment(process.env);
const city = await composeCity(configuration);
const server = createServer(city.app);

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  server.close();
  server.closeIdleConnections();
  await city.stop();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());

await city.start();
server.listen(port);
