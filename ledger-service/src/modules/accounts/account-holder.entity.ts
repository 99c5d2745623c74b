import { EntitySchema } from "typeorm";

export type HolderKind = "RESIDENT" | "STAFF";

/** The only row that joins a person to an account. Every setting starts at its most private value [L3]. */
export interface AccountHolderRow {
  id: string;
  kind: HolderKind;
  personIndex: string;
  accountIndex: string;
  linkSealed: string;
  municipalIdentifierSealed: string | null;
  memberCodeSealed: string | null;
  memberCodeIndex: string | null;
  confirmedUntil: string | null;
  noticeVersion: string | null;
  operationId: string | null;
  createdAt: Date;
  sharesProfile: boolean;
  sharesLocation: boolean;
  linksCities: boolean;
  appearsInRankings: boolean;
  showsNoticeContent: boolean;
}

export const accountHolderEntity = new EntitySchema<AccountHolderRow>({
  name: "AccountHolder",
  tableName: "account_holders",
  columns: {
    id: { type: "uuid", primary: true },
    kind: { type: "text" },
    personIndex: { name: "person_index", type: "text" },
    accountIndex: { name: "account_index", type: "text", unique: true },
    linkSealed: { name: "link_sealed", type: "text" },
    municipalIdentifierSealed: { name: "municipal_identifier_sealed", type: "text", nullable: true },
    memberCodeSealed: { name: "member_code_sealed", type: "text", nullable: true },
    memberCodeIndex: { name: "member_code_index", type: "text", nullable: true, unique: true },
    confirmedUntil: { name: "confirmed_until", type: "date", nullable: true },
    noticeVersion: { name: "notice_version", type: "text", nullable: true },
    operationId: { name: "operation_id", type: "uuid", nullable: true },
    createdAt: { name: "created_at", type: "timestamptz" },
    sharesProfile: { name: "shares_profile", type: "boolean", default: false },
    sharesLocation: { name: "shares_location", type: "boolean", default: false },
    linksCities: { name: "links_cities", type: "boolean", default: false },
    appearsInRankings: { name: "appears_in_rankings", type: "boolean", default: false },
    showsNoticeContent: { name: "shows_notice_content", type: "boolean", default: false },
  },
  indices: [{ name: "account_holders_one_person_one_account", columns: ["kind", "personIndex"], unique: true }],
});
