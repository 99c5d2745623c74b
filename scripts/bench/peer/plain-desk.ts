import { readFileSync } from "node:fs";
import { ContractFactory, type ContractTransactionResponse, type Signer, TypedDataEncoder } from "ethers";
import solc from "solc";
import { z } from "zod";
import { drawRandom, type Payer } from "../../../test/support/payments.ts";
import type { TestSigner } from "../../../test/support/signers.ts";
import { gasOf, MOST_GAS } from "../crowd.ts";

/** The ruler beside which redemptions are measured (PlainDesk.sol). */
export interface PlainDesk {
  issue(payers: readonly Payer[], id: number, points: bigint): Promise<void>;
  /** Burns from each of them. @returns the transaction's gas */
  burn(payers: readonly Payer[], terminal: TestSigner, id: number, points: bigint): Promise<bigint>;
}

const PAYMENT = {
  Payment: [
    { name: "account", type: "address" },
    { name: "terminal", type: "bytes32" },
    { name: "id", type: "uint256" },
    { name: "points", type: "uint256" },
    { name: "random", type: "bytes32" },
  ],
};

export async function deployPlainDesk(sender: Signer, chainId: number): Promise<PlainDesk> {
  const { abi, bytecode } = compilePlainDesk();
  const desk = await new ContractFactory(abi, bytecode, sender).deploy();
  const domain = { name: "Plain Desk", version: "1", chainId, verifyingContract: await desk.getAddress() };
  const call = (name: string, ...args: readonly unknown[]): Promise<ContractTransactionResponse> => desk.getFunction(name).send(...args, MOST_GAS);
  return {
    async issue(payers, id, points) {
      for (const { account, signer } of payers) await gasOf(call("issue", account, signer.bytes, id, points));
    },
    burn(payers, terminal, id, points) {
      const items = payers.map(({ account, signer }) => {
        const payment = { account, terminal: terminal.hash, id, points, random: drawRandom() };
        const digest = TypedDataEncoder.hash(domain, PAYMENT, payment);
        return {
          ...payment,
          accountSigner: signer.bytes,
          accountSignature: signer.sign(digest),
          terminalSigner: terminal.bytes,
          terminalSignature: terminal.sign(digest),
        };
      });
      return gasOf(call("burn", items));
    },
  };
}

const outputSchema = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).default([]),
  contracts: z
    .object({ "PlainDesk.sol": z.object({ PlainDesk: z.object({ abi: z.array(z.unknown()), evm: z.object({ bytecode: z.object({ object: z.string() }) }) }) }) })
    .optional(),
});

/** The compiler and the settings of hardhat.config.ts. @throws Error with what the compiler said */
function compilePlainDesk(): { abi: string; bytecode: string } {
  const input = {
    language: "Solidity",
    sources: { "PlainDesk.sol": { content: readFileSync(new URL("PlainDesk.sol", import.meta.url), "utf8") } },
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true, runs: 200 },
      outputSelection: { "PlainDesk.sol": { PlainDesk: ["abi", "evm.bytecode.object"] } },
    },
  };
  const output = outputSchema.parse(JSON.parse(solc.compile(JSON.stringify(input), { import: readImport })));
  const compiled = output.contracts?.["PlainDesk.sol"].PlainDesk;
  if (compiled === undefined) throw new Error(output.errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  return { abi: JSON.stringify(compiled.abi), bytecode: compiled.evm.bytecode.object };
}

function readImport(path: string): { contents: string } | { error: string } {
  try {
    return { contents: readFileSync(new URL(import.meta.resolve(path)), "utf8") };
  } catch (error) {
    return { error: String(error) };
  }
}
