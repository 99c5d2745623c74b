import { createPublicClient, createWalletClient, defineChain, encodeFunctionData, http, keccak256, stringToBytes, type Abi, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { councilAbi } from "../../../ledger-service/src/platform/chain/generated/abis/council-abi.ts";
import { emergencyPauseAbi } from "../../../ledger-service/src/platform/chain/generated/abis/emergency-pause-abi.ts";
import type { SignedPrimaryType } from "../../../ledger-service/src/platform/chain/generated/typed-data.ts";
import type { ServiceStack } from "./service-stack.ts";
import { digestOf } from "./typed-digest.ts";
import { officerOf, type TestCity } from "./test-city.ts";

export type Support = "AGAINST" | "FOR" | "ABSTAIN";
const supports: readonly Support[] = ["AGAINST", "FOR", "ABSTAIN"];

/** What members without a service here do: their delegates sign, anyone sends. */
export class CouncilWorld {
  readonly stack: ServiceStack;
  readonly #clients;

  constructor(stack: ServiceStack) {
    this.stack = stack;
    this.#clients = clientsOf(stack);
  }

  get reader() {
    return this.#clients.reader;
  }

  async vote(city: TestCity, proposalId: bigint, support: Support, ballot: 0 | 1 = 0): Promise<void> {
    const act = { proposalId, cityId: city.id, ballot, support: supports.indexOf(support), validBefore: await this.#later() };
    await this.#send(city, "council", councilAbi, "voteFor", "CouncilVote", act);
  }

  async requestSecondBallot(city: TestCity, proposalId: bigint): Promise<void> {
    const act = { proposalId, cityId: city.id, validBefore: await this.#later() };
    await this.#send(city, "council", councilAbi, "requestSecondBallot", "SecondBallotRequest", act);
  }

  async requestPause(city: TestCity): Promise<void> {
    const round = await this.reader.readContract({ address: this.stack.deployed.addresses.emergencyPause, abi: emergencyPauseAbi, functionName: "round" });
    await this.#send(city, "emergencyPause", emergencyPauseAbi, "requestPause", "PauseRequest", { cityId: city.id, round, validBefore: await this.#later() });
  }

  /** Moves the ledger's clock. From then on it stands still until it is moved again, or until the present has caught up. */
  async advance(seconds: number): Promise<void> {
    const { timestamp } = await this.reader.getBlock();
    const present = Math.max(Number(timestamp), Math.floor(Date.now() / 1000));
    await this.stack.node.sealAt(present + seconds);
  }

  async #later(): Promise<bigint> {
    return (await this.reader.getBlock()).timestamp + 86_400n;
  }

  async #send(city: TestCity, contract: "council" | "emergencyPause", abi: Abi, functionName: string, primaryType: SignedPrimaryType, act: Record<string, unknown>): Promise<void> {
    const delegate = officerOf(city, "COUNCIL");
    const digest = digestOf(this.stack.deployed, { contract, primaryType, message: act });
    const approval = { officer: delegate.account, signer: delegate.wallet.address, signature: await delegate.wallet.sign({ hash: digest }) };
    const data = encodeFunctionData({ abi, functionName, args: [act, [approval]] });
    const to = this.stack.deployed.addresses[contract];
    await this.reader.call({ to, data, gasPrice: 0n, blockTag: "pending" });
    const hash: Hex = await this.#clients.wallet.sendTransaction({ to, data, gas: 3_000_000n, gasPrice: 0n, type: "legacy" });
    const receipt = await this.reader.waitForTransactionReceipt({ hash, pollingInterval: 50 });
    if (receipt.status !== "success") throw new Error(`${functionName} of ${city.name} was reverted`);
  }
}

function clientsOf(stack: ServiceStack) {
  const { rpcUrl, chainId } = stack.node;
  const chain = defineChain({ id: chainId, name: "tests", nativeCurrency: { name: "none", symbol: "NONE", decimals: 18 }, rpcUrls: { default: { http: [rpcUrl] } } });
  return {
    reader: createPublicClient({ chain, transport: http(rpcUrl), pollingInterval: 50, cacheTime: 0 }),
    wallet: createWalletClient({ chain, transport: http(rpcUrl), account: privateKeyToAccount(keccak256(stringToBytes("whoever sends for the members"))) }),
  };
}
