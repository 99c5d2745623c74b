import { z } from "zod";
import { address, bytes32, isoTime, signerBytes } from "../../platform/http/wire-schemas.ts";

const label = z.string().trim().min(1).max(60);

export const terminalsSchema = z
  .object({
    terminals: z.array(
      z.object({
        terminal: bytes32,
        label: z.string(),
        status: z.enum(["ACTIVE", "CLOSED"]),
        enrolledAt: isoTime,
        isThisDevice: z.boolean(),
      }),
    ),
  })
  .meta({ id: "Terminals" });
export const merchantParams = z.object({ merchant: address });
export const terminalParams = z.object({ terminal: bytes32 });
export const terminalCodeBody = z.object({ label }).meta({ id: "TerminalCodeRequest" });
export const terminalCodeSchema = z.object({ code: z.string(), expiresAt: isoTime }).meta({ id: "TerminalCode" });
export const enrolTerminalBody = z.object({ code: z.string().min(1).max(40), signer: signerBytes }).meta({ id: "TerminalRequest" });
