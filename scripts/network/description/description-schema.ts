import type { Address, Hex } from "viem";
import { z } from "zod";
import type { PowerName } from "../../deploy/power-names.ts";

/** Osaka's own cap on one transaction (EIP-7825): ours is the same unless said otherwise. */
const TRANSACTION_GAS_LIMIT = 16_777_216n;
/** Constant from the genesis on; what a block holds is bounded by the time given to fill it, three quarters of a period. */
const BLOCK_GAS_LIMIT = 0x1f_ffff_ffff_ffffn;
const REHEARSAL_P2P_PORT = 30_303;
const REHEARSAL_RPC_PORT = 8_545;
const LOOPBACK = "127.0.0.1";

const POWERS = ["ADMIN", "ACCREDIT", "PROGRAMME", "TREASURY", "AUDIT", "COUNCIL"] as const satisfies readonly PowerName[];

/** Scalars stay text until here: YAML would read an unquoted key as a number and lose digits. */
const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d{1,16}$/).transform(Number).pipe(z.number().int().min(min).max(max));
const gas = z.string().regex(/^\d{1,16}$/).transform(BigInt).pipe(z.bigint().min(1_000_000n).max(BLOCK_GAS_LIMIT));
const yesNo = z.enum(["true", "false"]).transform((text) => text === "true");
const hex = (pattern: RegExp) => z.custom<Hex>((value) => typeof value === "string" && pattern.test(value));
const address = z.custom<Address>((value) => typeof value === "string" && /^0x[0-9a-fA-F]{40}$/.test(value));
const port = wholeNumber(1_024, 65_535);
const ipAddress = z.union([z.ipv4(), z.ipv6()]);

const founding = z.strictObject({
  officers: z.array(z.strictObject({ signer: hex(/^0x(?:[0-9a-fA-F]{2}){20,256}$/), powers: z.array(z.enum(POWERS)).min(1) })).min(1),
  serviceSigner: address,
});

const city = z.strictObject({
  id: wholeNumber(1, 255),
  slug: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  name: z.string().min(1).max(80),
  population: wholeNumber(1, 4_294_967_295),
  character: z.string().regex(/^[A-Z]$/).optional(),
  portalHost: z.string().regex(/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/).optional(),
  host: ipAddress.optional(),
  p2pPort: port.default(REHEARSAL_P2P_PORT),
  rpcHost: ipAddress.default(LOOPBACK),
  rpcPort: port.default(REHEARSAL_RPC_PORT),
  rehearsal: yesNo.optional(),
  /** What the city brings: one of these. */
  publicKey: z.string().optional(),
  publicKeyFile: z.string().min(1).optional(),
  validatorAddress: address.optional(),
  enode: z.string().optional(),
  founding: founding.optional(),
  closeSigners: z.array(address).max(8).optional(),
});

/** `network.yaml`, before keys are read and cities compared. */
export const descriptionSchema = z.strictObject({
  name: z.string().min(1).max(120),
  chainId: wholeNumber(1, 4_294_967_295),
  isTrial: yesNo.default(false),
  blockPeriodSeconds: wholeNumber(1, 60).default(1),
  requestTimeoutSeconds: wholeNumber(1, 600).optional(),
  emptyBlockPeriodSeconds: wholeNumber(1, 3_600).optional(),
  blockGasLimit: gas.default(BLOCK_GAS_LIMIT),
  transactionGasLimit: gas.default(TRANSACTION_GAS_LIMIT),
  firstMonth: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).optional(),
  deployer: address.optional(),
  cities: z.array(city),
});

export type RawDescription = z.output<typeof descriptionSchema>;
export type RawCity = RawDescription["cities"][number];
