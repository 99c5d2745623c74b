import { expect } from "chai";
import { hashTypedData, recoverAddress, recoverMessageAddress } from "viem/utils";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { connectBrowserWallet, WalletAnswerUnexpected } from "./browser-wallet.ts";
import type { WalletProvider } from "./browser-wallet.ts";
import { CeremonyCancelled } from "./ceremony-cancelled.ts";
import type { TypedDataToSign } from "./signer.ts";

const sample: TypedDataToSign = {
  domain: { name: "Maille", version: "1", chainId: 450001, verifyingContract: `0x${"11".repeat(20)}` },
  primaryType: "Sample",
  types: { Sample: [{ name: "points", type: "uint256" }] },
  message: { points: 450n },
};

/** An auditor's wallet, as EIP-1193 describes one. */
function walletOfAuditor(refuses: ReadonlyMap<string, number> = new Map()) {
  const account = privateKeyToAccount(generatePrivateKey());
  const asked: string[] = [];
  const provider: WalletProvider = {
    request: async ({ method, params = [] }) => {
      asked.push(method);
      const code = refuses.get(method);
      if (code !== undefined) throw Object.assign(new Error(method), { code });
      if (method === "eth_requestAccounts") return [account.address];
      if (method === "eth_signTypedData_v4") return account.signTypedData(JSON.parse(String(params[1])));
      if (method === "personal_sign") return account.signMessage({ message: { raw: params[0] as `0x${string}` } });
      return null;
    },
  };
  return { account, asked, provider };
}

describe("connectBrowserWallet", () => {
  it("signs the struct's own digest, on its chain", async () => {
    const { account, asked, provider } = walletOfAuditor();
    const { signer } = await connectBrowserWallet(provider);
    const signature = await signer.signTypedData(sample);
    expect(await recoverAddress({ hash: hashTypedData(sample), signature })).to.equal(account.address);
    expect(signer.signerBytes).to.equal(account.address);
    expect(asked).to.deep.equal(["eth_requestAccounts", "wallet_switchEthereumChain", "eth_signTypedData_v4"]);
  });

  it("signs a message for signing in", async () => {
    const { account, provider } = walletOfAuditor();
    const { signMessage } = await connectBrowserWallet(provider);
    expect(await recoverMessageAddress({ message: "Châteauguay", signature: await signMessage("Châteauguay") })).to.equal(account.address);
  });

  it("tells a person's refusal from a failure", async () => {
    const { provider } = walletOfAuditor(new Map([["eth_signTypedData_v4", 4001]]));
    const { signer } = await connectBrowserWallet(provider);
    expect(await signer.signTypedData(sample).catch((error: unknown) => error)).to.be.instanceOf(CeremonyCancelled);
  });

  it("goes on with a wallet that does not know the chain", async () => {
    const { account, provider } = walletOfAuditor(new Map([["wallet_switchEthereumChain", 4902]]));
    const { signer } = await connectBrowserWallet(provider);
    expect(await recoverAddress({ hash: hashTypedData(sample), signature: await signer.signTypedData(sample) })).to.equal(account.address);
  });

  it("says so when the wallet gives no account", async () => {
    const provider: WalletProvider = { request: async () => [] };
    expect(await connectBrowserWallet(provider).catch((error: unknown) => error)).to.be.instanceOf(WalletAnswerUnexpected);
  });
});
