import { ParticipantStatus } from "../../platform/chain/generated/enums.ts";
import { onEvent, type Projection } from "../../indexing/projection.ts";
import { cityEntity } from "./city.entity.ts";
import { institutionEntity } from "./institution.entity.ts";
import { powerEntity } from "./power.entity.ts";
import { terminalEntity } from "./terminal.entity.ts";

const FIRST_REVISION = 1;

/** Cities, institutions, terminals and powers, of every city. */
export const participantsProjection: Projection = {
  name: "participants",
  tables: ["participant_powers", "participant_terminals", "participant_institutions", "participant_cities"],
  on: [
    onEvent("participants", "CityAdded", async ({ args }, { manager }) => {
      const { cityId, institution, population, rpIdHash } = args;
      await manager
        .getRepository(cityEntity)
        .insert({ cityId, institution, population, rpIdHash, directoryHash: null, revision: FIRST_REVISION });
    }),
    onEvent("participants", "CityDirectoryPublished", async ({ args }, { manager }) => {
      const { cityId, directoryHash, revision } = args;
      await manager.getRepository(cityEntity).update({ cityId }, { directoryHash, revision });
    }),
    onEvent("participants", "CityClosed", async ({ args }, { manager }) => {
      const { cityId, revision } = args;
      await manager.getRepository(cityEntity).update({ cityId }, { revision });
    }),
    onEvent("participants", "InstitutionAccredited", async ({ args, blockTimestamp }, { manager, notify }) => {
      const { institution, cityId, kind, profileHash, dailyCeilingPoints } = args;
      await manager.getRepository(institutionEntity).insert({
        institution,
        cityId,
        kind,
        status: ParticipantStatus.ACTIVE,
        revision: FIRST_REVISION,
        profileHash,
        dailyCeilingPoints,
        suspensionEndsAt: null,
        accreditedAt: blockTimestamp,
      });
      notify({ name: "act-changed", to: { kind: "OFFICERS" }, data: {} });
    }),
    onEvent("participants", "InstitutionUpdated", async ({ args }, { manager, notify }) => {
      const { institution, status, profileHash, dailyCeilingPoints, suspensionEndsAt, revision } = args;
      await manager.getRepository(institutionEntity).update(
        { institution },
        {
          status,
          profileHash,
          dailyCeilingPoints,
          revision,
          suspensionEndsAt: suspensionEndsAt === 0n ? null : new Date(Number(suspensionEndsAt) * 1000),
        },
      );
      notify({ name: "account-changed", to: { kind: "INSTITUTION", institution }, data: {} });
    }),
    onEvent("participants", "TerminalEnrolled", async ({ args, blockTimestamp }, { manager, notify }) => {
      const { merchant, terminal } = args;
      await manager
        .getRepository(terminalEntity)
        .insert({ merchant, terminal, status: ParticipantStatus.ACTIVE, enrolledAt: blockTimestamp });
      notify({ name: "account-changed", to: { kind: "INSTITUTION", institution: merchant }, data: {} });
    }),
    onEvent("participants", "TerminalRemoved", async ({ args }, { manager, notify }) => {
      const { merchant, terminal } = args;
      await manager.getRepository(terminalEntity).update({ terminal }, { status: ParticipantStatus.CLOSED });
      notify({ name: "account-changed", to: { kind: "INSTITUTION", institution: merchant }, data: {} });
    }),
    onEvent("authority", "PowerGranted", async ({ args }, { manager }) => {
      const { cityId, power, officer, revision } = args;
      await manager.getRepository(powerEntity).upsert({ cityId, power, officer, revision, granted: true }, ["cityId", "power", "officer"]);
    }),
    onEvent("authority", "PowerWithdrawn", async ({ args }, { manager }) => {
      const { cityId, power, officer, revision } = args;
      await manager.getRepository(powerEntity).upsert({ cityId, power, officer, revision, granted: false }, ["cityId", "power", "officer"]);
    }),
  ],
};
