import { createServer } from "node:http";
import { composeCity } from "./compose-city.ts";
import type { CityConfiguration } from "./platform/environment/city-configuration.ts";

/** Starts one city's service and listens; ends it cleanly when told to. @throws whatever refuses the start */
export async function runService(configuration: CityConfiguration, listening: { port: number; host?: string }): Promise<void> {
  const city = await composeCity(configuration);
  const server = createServer(city.app);
  const listened = new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", resolve);
  });

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

  try {
    await city.start();
    server.listen(listening);
    await listened;
  } catch (error) {
    await city.stop();
    throw error;
  }
}
