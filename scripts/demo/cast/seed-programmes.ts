import type { CastWriting } from "./cast-writing.ts";
import { officerOf } from "./cast-accounts.ts";
import { institutionAt, type SeededInstitution } from "./cast-institutions.ts";
import { openingOf, programmeIdOf, programmesOf } from "./cast-programmes.ts";
import { CAST_CITIES, type CastCity } from "./cities.ts";
import { signsDigests, type Message } from "./sign-acts.ts";

/** Two programmes a city, each opened by two officers, and what its organizations may attest. */
export const seedProgrammes = async (
  writing: CastWriting,
  institutions: readonly SeededInstitution[],
  at: number,
): Promise<void> => {
  writing.chain.setTime(at);
  const year = new Date(at * 1000).getUTCFullYear();
  for (const city of CAST_CITIES) {
    for (const programme of programmesOf(city, year)) {
      const act = openingOf(city, programme, at);
      const approvals = await Promise.all(
        ["programme-1", "programme-2"].map((job) => approveAs(writing, city, job, "ProgrammeOpening", act)),
      );
      await writing.chain.call(`programme ${programme.title} of ${city.name}`, "programmes", "open", [act, approvals]);
    }
  }
  await writing.chain.sealAt(at);
  for (const city of CAST_CITIES) {
    for (const programme of programmesOf(city, year)) {
      for (const index of city.organizations.keys()) {
        const act = {
          programmeId: programmeIdOf(city, programme),
          institution: institutionAt(institutions, city.slug, "ORGANIZATION", index).institution,
          allottedPoints: programme.allotmentPoints,
          revision: 0,
          validBefore: BigInt(at + 3_600),
        };
        const approval = await approveAs(writing, city, "programme-1", "AllotmentChange", act);
        await writing.chain.call(`allotment ${index} of ${city.name}`, "programmes", "changeAllotment", [act, [approval]]);
      }
    }
  }
  await writing.chain.sealAt(at + 60);
};

const approveAs = (
  { signing, accounts, keys }: CastWriting,
  city: CastCity,
  job: string,
  primaryType: "ProgrammeOpening" | "AllotmentChange",
  act: Message,
) => {
  const { sub } = officerOf(city, job);
  return signing.approve(accounts.person(sub), signsDigests(keys.person(sub)), primaryType, act);
};
