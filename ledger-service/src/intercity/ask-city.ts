import { z } from "zod";
import { Problem } from "../kernel/problem.ts";
import type { CityIdentity } from "../platform/environment/city-configuration.ts";
import { problemSchema } from "../platform/http/problem.schemas.ts";
import type { CitySigner } from "../platform/keys/signer.ts";
import type { CityDirectories } from "./city-directories.ts";
import { intercityProblems } from "./intercity.problems.ts";
import { signatureHeader, signMessage, verifyMessage } from "./signed-request.ts";

const askTimeoutMs = 8_000;

export interface AskParts {
  readonly ownCityId: number;
  readonly cities: readonly CityIdentity[];
  readonly signer: CitySigner;
  readonly directories: CityDirectories;
}

const answerSchema = z.union([z.object({ answer: z.unknown() }), z.object({ problem: problemSchema })]);

/**
 * One signed question, one signed answer. `body` is JSON text.
 * @throws Problem the other city's own, or `city-unreachable`, `city-signature-refused`
 */
export async function askCity(parts: AskParts, message: { cityId: number; name: string; jti: string; body: string }): Promise<unknown> {
  const city = parts.cities.find((candidate) => candidate.id === message.cityId);
  if (city === undefined) throw intercityProblems.of("city-unknown");
  const { jti, name, body } = message;
  const signature = await signMessage(parts.signer, "request", { from: parts.ownCityId, to: city.id, jti, name, body });
  const { text, answerSignature } = await post(city, name, body, signature);
  await verifyMessage(parts.directories, "answer", answerSignature, { from: city.id, to: parts.ownCityId, jti, name, body: text });
  const answer = answerSchema.parse(JSON.parse(text));
  if ("problem" in answer) throw problemOf(answer.problem);
  return answer.answer;
}

async function post(city: CityIdentity, name: string, body: string, signature: string): Promise<{ text: string; answerSignature: string }> {
  try {
    const response = await fetch(`${city.origin}/intercity/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", [signatureHeader]: signature },
      body,
      signal: AbortSignal.timeout(askTimeoutMs),
      redirect: "error",
    });
    const answerSignature = response.headers.get(signatureHeader);
    if (answerSignature === null) throw intercityProblems.of("city-unreachable", { city: city.name });
    return { text: await response.text(), answerSignature };
  } catch {
    throw intercityProblems.of("city-unreachable", { city: city.name });
  }
}

/** The other city's sentence, as it wrote it. */
function problemOf(document: z.output<typeof problemSchema>): Problem {
  const { code, values, errors, ...text } = document;
  return new Problem(code, text, values ?? {}, errors ?? []);
}
