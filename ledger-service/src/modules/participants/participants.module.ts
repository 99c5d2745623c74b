import type { DataSource, EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import type { JsonValue } from "../../kernel/canonical-json.ts";
import { addressSchema, bytes32Schema } from "../../kernel/hex.ts";
import type { Projection, Reaction } from "../../indexing/projection.ts";
import type { ServiceApprovals } from "../../platform/chain/approval.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { Route } from "../../platform/http/route.ts";
import { bookAct, type BookedAct } from "../../relay/act-book.ts";
import type { Operations } from "../../relay/operations.ts";
import type { Relay } from "../../relay/relay.ts";
import type { People } from "../../sign-in/people.ts";
import type { Standing } from "../../sign-in/standing.ts";
import { acceptInvitation, type StaffAccounts } from "./accept-invitation.ts";
import { approvedCall } from "./accredit-institution.ts";
import { cityEntity } from "./city.entity.ts";
import { enrolTerminalAct, removeTerminalAct } from "./enrol-terminal.ts";
import { institutionMemberEntity } from "./institution-member.entity.ts";
import { createInstitutionNames } from "./institution-names.ts";
import { institutionProfileEntity } from "./institution-profile.entity.ts";
import { institutionOf, institutionsOfCity, type Institution } from "./institution-store.ts";
import { institutionEntity } from "./institution.entity.ts";
import { institutionsRoutes } from "./institutions.routes.ts";
import { createInvitationStore } from "./invitation-store.ts";
import { invitationEntity } from "./invitation.entity.ts";
import { invitationsRoutes } from "./invitations.routes.ts";
import { learnedProfileEntity } from "./learned-profile.entity.ts";
import { createMembers, type Members } from "./members.ts";
import { membersRoutes } from "./members.routes.ts";
import { actApprovalEntity } from "./municipal-act-approval.entity.ts";
import { municipalActEntity } from "./municipal-act.entity.ts";
import { createMunicipalActs, type MunicipalActs } from "./municipal-acts.ts";
import { municipalActsRoutes } from "./municipal-acts.routes.ts";
import { officersRoutes } from "./officers.routes.ts";
import { Participants1700000100000 } from "./participants.migration.ts";
import { powerEntity } from "./power.entity.ts";
import { participantsProjection } from "./project-participants-events.ts";
import { reactToParticipantsEvents } from "./react-to-participants-events.ts";
import { standingOf } from "./standings.ts";
import { terminalCodeEntity } from "./terminal-code.entity.ts";
import { terminalLabelEntity } from "./terminal-label.entity.ts";
import { terminalEntity } from "./terminal.entity.ts";
import { createTerminals, type Terminal } from "./terminals.ts";
import { terminalsRoutes } from "./terminals.routes.ts";

export const participantsEntities = [
  cityEntity,
  institutionEntity,
  terminalEntity,
  powerEntity,
  institutionProfileEntity,
  terminalLabelEntity,
  terminalCodeEntity,
  institutionMemberEntity,
  invitationEntity,
  municipalActEntity,
  actApprovalEntity,
  learnedProfileEntity,
];
export const participantsMigrations = [Participants1700000100000];

export interface ParticipantsModuleParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly relay: Relay;
  readonly operations: Operations;
  readonly personalData: PersonalData;
  readonly serviceApprovals: ServiceApprovals;
  readonly liveEvents: LiveEvents;
  readonly people: People;
  readonly city: { readonly id: number; readonly name: string };
  readonly cities: readonly { readonly id: number; readonly slug: string; readonly name: string; readonly population: number; readonly origin: string; readonly character: string }[];
  readonly asOfBlock: () => Promise<number>;
  /** Hash of this city's directory keys: what `DirectoryUpdate` publishes. */
  readonly directoryHash: () => Hex;
  /** Content of another city's directory, its signature checked. */
  readonly directoryContentOf: (cityId: number) => Promise<unknown>;
  /** From the accounts module. */
  readonly accountOf: (personId: string) => Promise<Address | undefined>;
  readonly personOf: (account: Address, manager?: EntityManager) => Promise<string | undefined>;
  readonly staffAccounts: StaffAccounts;
  readonly listStaff: () => Promise<readonly { readonly personId: string; readonly account: Address }[]>;
}

export interface ParticipantsModule {
  readonly routes: Route[];
  readonly projections: Projection[];
  readonly reactions: Reaction[];
  readonly acts: readonly BookedAct[];
  /** How every module drafts acts that officers sign. */
  readonly municipalActs: Pick<MunicipalActs, "draftAct" | "registerActRelay" | "approveAct" | "readAct">;
  readonly members: Members;
  standingOf(personId: string, ledgerAccount?: Address): Promise<Standing>;
  institutionOf(institution: Address): Promise<Institution | undefined>;
  institutionsOfCity(): Promise<Institution[]>;
  /** The registered name of an institution of any city, verified against the ledger's hash [W14]. */
  institutionNameOf(institution: Address): Promise<string | undefined>;
  terminalOf(terminal: Hex): Promise<Terminal | undefined>;
  /** The person whose key signed for an institution of this city. */
  coordinatorOf(institution: Address, signerHash: Hex): Promise<string | undefined>;
  /** What this city's directory tells others. */
  directoryContent(): Promise<Readonly<Record<string, JsonValue>>>;
}

export function buildParticipantsModule(parts: ParticipantsModuleParts): ParticipantsModule {
  const { database, chain, relay, city } = parts;
  const { manager } = database;
  const enrolTerminal = enrolTerminalAct(parts);
  const removeTerminal = removeTerminalAct(parts);
  const { staffAccountOf } = parts.staffAccounts;
  const municipalActs = createMunicipalActs({ ...parts, cityId: city.id, staffAccountOf });
  registerOwnActs(municipalActs, chain);
  const names = createInstitutionNames({ manager, city, cities: parts.cities, directoryContentOf: parts.directoryContentOf });
  const members = createMembers(parts.personalData);
  const invitations = createInvitationStore(parts.personalData);
  const terminals = createTerminals({ personalData: parts.personalData, relay, enrolTerminal, removeTerminal });
  const standing = (personId: string, ledgerAccount?: Address) =>
    standingOf({ manager, chain, cityId: city.id, accountOf: parts.accountOf, staffAccountOf }, personId, ledgerAccount);
  const accepting = { chain, cityId: city.id, invitations, members, municipalActs, staffAccounts: parts.staffAccounts, nameOf: names.nameOf };

  return {
    routes: [
      ...institutionsRoutes({ ...parts, municipalActs, members }),
      ...membersRoutes({ ...parts, municipalActs, members }),
      ...terminalsRoutes({ database, terminals, cityId: city.id }),
      ...invitationsRoutes({
        database,
        city,
        invitations,
        staffAccounts: parts.staffAccounts,
        nameOf: names.nameOf,
        standingOf: standing,
        accept: (transaction, caller, answer) => acceptInvitation(accepting, transaction, caller, answer),
      }),
      ...officersRoutes({ ...parts, cityId: city.id, municipalActs, staffAccounts: parts.listStaff }),
      ...municipalActsRoutes({ database, municipalActs }),
    ],
    projections: [participantsProjection],
    reactions: [
      reactToParticipantsEvents({ cityId: city.id, people: parts.people, personOf: (account, within) => parts.personOf(account, within) }),
    ],
    acts: [bookAct(municipalActs.relayAct), bookAct(enrolTerminal), bookAct(removeTerminal)],
    municipalActs,
    members,
    standingOf: standing,
    institutionOf: (institution) => institutionOf(manager, institution),
    institutionsOfCity: () => institutionsOfCity(manager, city.id),
    institutionNameOf: names.nameOf,
    terminalOf: (terminal) => terminals.of(manager, terminal),
    coordinatorOf: (institution, signerHash) => members.personOfSigner(manager, institution, signerHash),
    directoryContent: names.directoryContent,
  };
}

/** The acts of this noun and of keys for institutions; other modules register theirs. */
function registerOwnActs(municipalActs: MunicipalActs, chain: Chain): void {
  const { client } = chain;
  municipalActs.registerActRelay("Accreditation", approvedCall(chain, "participants", "accredit"));
  municipalActs.registerActRelay("InstitutionUpdate", approvedCall(chain, "participants", "updateInstitution"), {
    revisionOf: async (message) => {
      const institution = addressSchema.parse(message.institution);
      return (await client.readContract({ ...chain.contract("participants"), functionName: "institution", args: [institution] })).revision;
    },
  });
  municipalActs.registerActRelay("DirectoryUpdate", approvedCall(chain, "participants", "publishDirectory"), {
    revisionOf: async (message) =>
      (await client.readContract({ ...chain.contract("participants"), functionName: "city", args: [Number(message.cityId)] })).revision,
  });
  municipalActs.registerActRelay("Appointment", approvedCall(chain, "accounts", "appoint"), {
    revisionOf: async (message) => {
      const institution = addressSchema.parse(message.institution);
      return (await client.readContract({ ...chain.contract("accounts"), functionName: "account", args: [institution] })).revision;
    },
  });
  municipalActs.registerActRelay("PowerGrant", approvedCall(chain, "authority", "grant"), {
    revisionOf: (message) =>
      client.readContract({
        ...chain.contract("authority"),
        functionName: "grantRevision",
        args: [Number(message.cityId), bytes32Schema.parse(message.power), addressSchema.parse(message.officer)],
      }),
  });
}
