import type { DataSource, EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { addressSchema } from "../../kernel/hex.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { signed } from "../../platform/http/wire-schemas.ts";
import { exchangeTermsSchema } from "./exchange-terms.ts";
import { exchangeEntity, testimonialEntity, type ExchangeRow } from "./exchange.entity.ts";

const contentSchema = z.object({
  terms: exchangeTermsSchema,
  account: addressSchema,
  /** Known from the partner's proposal or acceptance on. */
  partner: z.object({ account: addressSchema, name: z.string() }).nullable(),
  providerSigned: signed.nullable(),
});

type ExchangeContent = z.output<typeof contentSchema>;

/** One side of an exchange, opened. */
export interface ExchangeSide extends Omit<ExchangeRow, "contentSealed" | "accountIndex">, ExchangeContent {}

export type NewExchangeSide = Pick<ExchangeSide, "role" | "isProposer" | "partnerCityId" | "terms" | "account" | "partner">;

const testimonialSchema = z.object({ rating: z.number(), text: z.string(), salt: z.string() });

export interface KeptTestimonial {
  readonly exchangeId: Hex;
  readonly author: Address;
  readonly rating: number;
  readonly text: string;
  readonly salt: Hex;
  readonly validBefore: Date;
}

export interface ExchangeStore {
  /** @returns false when this side is already there */
  add(manager: EntityManager, side: NewExchangeSide): Promise<boolean>;
  sidesOf(account: Address): Promise<ExchangeSide[]>;
  /** With a manager, the row is locked until its transaction ends. */
  sideOf(exchangeId: Hex, account: Address, lock?: EntityManager): Promise<ExchangeSide | undefined>;
  /** Every side held by this city, locked: one, or two where both people are of this city. */
  lockSides(manager: EntityManager, exchangeId: Hex): Promise<ExchangeSide[]>;
  change(manager: EntityManager, side: ExchangeSide, change: Partial<Pick<ExchangeSide, "status" | "partner" | "providerSigned" | "validBefore" | "operationId">>): Promise<void>;
  keepTestimonial(manager: EntityManager, testimonial: KeptTestimonial): Promise<void>;
  testimonialOf(exchangeId: Hex, author: Address): Promise<KeptTestimonial | undefined>;
}

export function createExchangeStore(database: DataSource, personalData: PersonalData): ExchangeStore {
  const indexOf = (account: Address) => personalData.blindIndex("exchanges.account", account);
  const place = (exchangeId: Hex, accountIndex: string) => ({ table: "exchanges", column: "content_sealed", rowId: `${exchangeId}:${accountIndex}` });
  const testimonialPlace = (exchangeId: Hex, authorIndex: string) => ({ table: "testimonials", column: "content_sealed", rowId: `${exchangeId}:${authorIndex}` });
  const sealContent = (exchangeId: Hex, content: ExchangeContent) =>
    personalData.seal(place(exchangeId, indexOf(content.account)), canonicalJson(content));
  const opened = ({ contentSealed, accountIndex, ...row }: ExchangeRow): ExchangeSide => ({
    ...row,
    ...contentSchema.parse(JSON.parse(personalData.open(place(row.exchangeId, accountIndex), contentSealed))),
  });
  return {
    async add(manager, { terms, account, partner, ...side }) {
      const inserted = await manager
        .createQueryBuilder()
        .insert()
        .into(exchangeEntity)
        .values({
          ...side, exchangeId: terms.exchangeId, accountIndex: indexOf(account), status: "PROPOSED", proposedAt: new Date(),
          contentSealed: sealContent(terms.exchangeId, { terms, account, partner, providerSigned: null }),
          validBefore: null, operationId: null,
        })
        .orIgnore()
        .returning("exchange_id")
        .execute();
      return Array.isArray(inserted.raw) && inserted.raw.length === 1;
    },
    sidesOf: async (account) =>
      (await database.getRepository(exchangeEntity).find({ where: { accountIndex: indexOf(account) }, order: { proposedAt: "DESC" }, take: 100 })).map(opened),
    async sideOf(exchangeId, account, lock) {
      const row = await (lock ?? database.manager).getRepository(exchangeEntity).findOne({
        where: { exchangeId, accountIndex: indexOf(account) },
        ...(lock === undefined ? {} : { lock: { mode: "pessimistic_write" } }),
      });
      return row === null ? undefined : opened(row);
    },
    lockSides: async (manager, exchangeId) =>
      (await manager.getRepository(exchangeEntity).find({ where: { exchangeId }, order: { accountIndex: "ASC" }, lock: { mode: "pessimistic_write" } })).map(opened),
    async change(manager, side, change) {
      const { terms, account, partner, providerSigned } = { ...side, ...change };
      await manager.getRepository(exchangeEntity).update(
        { exchangeId: side.exchangeId, accountIndex: indexOf(side.account) },
        {
          ...(change.status === undefined ? {} : { status: change.status }),
          ...(change.validBefore === undefined ? {} : { validBefore: change.validBefore }),
          ...(change.operationId === undefined ? {} : { operationId: change.operationId }),
          contentSealed: sealContent(side.exchangeId, { terms, account, partner, providerSigned }),
        },
      );
    },
    async keepTestimonial(manager, { exchangeId, author, validBefore, ...content }) {
      const authorIndex = indexOf(author);
      const contentSealed = personalData.seal(testimonialPlace(exchangeId, authorIndex), JSON.stringify(content));
      await manager
        .getRepository(testimonialEntity)
        .upsert({ exchangeId, authorIndex, contentSealed, validBefore, operationId: null, writtenAt: new Date() }, ["exchangeId", "authorIndex"]);
    },
    async testimonialOf(exchangeId, author) {
      const authorIndex = indexOf(author);
      const row = await database.getRepository(testimonialEntity).findOneBy({ exchangeId, authorIndex });
      if (row === null) return undefined;
      const content = testimonialSchema.parse(JSON.parse(personalData.open(testimonialPlace(exchangeId, authorIndex), row.contentSealed)));
      return { exchangeId, author, ...content, salt: `0x${content.salt.slice(2)}`, validBefore: row.validBefore };
    },
  };
}

