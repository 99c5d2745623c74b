import type { CityCore } from "./city-core.ts";
import { Problem } from "./kernel/problem.ts";
import type { AccountsModule } from "./modules/accounts/accounts.module.ts";
import { buildAuditModule, type AuditModule } from "./modules/audit/audit.module.ts";
import type { ClearingModule } from "./modules/clearing/clearing.module.ts";
import type { ParticipantsModule } from "./modules/participants/participants.module.ts";
import type { PointsModule } from "./modules/points/points.module.ts";
import type { RedemptionsModule } from "./modules/redemptions/redemptions.module.ts";
import type { CityConfiguration } from "./platform/environment/city-configuration.ts";

/** The audit reads through the other modules' doors what it compares with the ledger. */
export function composeAudit(
  configuration: CityConfiguration,
  core: CityCore,
  modules: { accounts: AccountsModule; participants: ParticipantsModule; points: PointsModule; clearing: ClearingModule; redemptions: RedemptionsModule },
): AuditModule {
  const { city, cities } = configuration;
  const { accounts, participants, points, clearing, redemptions } = modules;
  return buildAuditModule({
    database: core.database,
    chain: core.chain,
    liveEvents: core.liveEvents,
    cityId: city.id,
    city,
    cities,
    logger: core.logger,
    relay: core.relay,
    intercity: core.intercity,
    serviceApprovals: core.approvals,
    securityLog: core.securityLog,
    eventLogState: core.eventLog.state,
    isEmbedded: configuration.chain.isEmbedded,
    called: configuration.network ?? { name: "Maille", isTrial: configuration.chain.isEmbedded },
    closeSigner: { cityId: city.id, address: core.keys.enrol.address },
    isPublished: async () => {
      try {
        await core.directories.directoryOf(city.id);
        return true;
      } catch (error) {
        if (error instanceof Problem) return false;
        throw error;
      }
    },
    directoryContentOf: async (cityId) => (await core.directories.directoryOf(cityId)).content,
    chargeOfReceiptCode: redemptions.chargeOfReceiptCode,
    names: {
      programmeTitlesOf: points.programmeTitlesOf,
      institutionNameOf: participants.institutionNameOf,
      signerNameOf: async (institution, signerHash) => {
        const personId = await participants.coordinatorOf(institution, signerHash);
        return personId === undefined ? undefined : core.persons.displayNameOf(personId);
      },
    },
    kept: {
      issuerTotals: points.issuerTotals,
      heldPoints: points.heldPoints,
      programmes: async () => {
        const rows = await points.programmesHere();
        const titles = await points.programmeTitlesOf(rows.map(({ programmeId }) => programmeId));
        return rows.map(({ programmeId, issuedPoints, reservedPoints }) => ({
          programmeId,
          title: titles.get(programmeId) ?? "Programme",
          issuedPoints,
          reservedPoints,
        }));
      },
      netPosition: clearing.netPosition,
    },
    programmesForPublic: points.programmesForPublic,
    issuanceSeries: points.issuanceSeries,
    countResidents: accounts.countResidents,
    countInstitutions: async () => {
      const active = (await participants.institutionsOfCity()).filter(({ status }) => status === "ACTIVE");
      const count = (kind: "MERCHANT" | "ORGANIZATION") => active.filter((one) => one.kind === kind).length;
      return { merchants: count("MERCHANT"), organizations: count("ORGANIZATION") };
    },
    asOfBlock: core.indexReader.asOfBlock,
  });
}
