import { StartProblem } from "./start-problem.ts";

/** Reads a port written by a person. @throws StartProblem when it is not one. */
export function readPort(text: string | undefined, otherwise: number): number {
  if (text === undefined || text === "") return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartProblem({
    fr: `PORT vaut « ${text} » : écrivez un nombre de 1 à 65535, par exemple PORT=8080.`,
    en: `PORT is "${text}": write a number from 1 to 65535, for example PORT=8080.`,
  });
}
