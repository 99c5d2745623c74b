import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../api/read-answer.ts";
import { sessionQuery } from "../api/session.ts";
import type { Session } from "../api/session.ts";
import type { Shape } from "../api/shapes.ts";
import { connectBrowserWallet, hasBrowserWallet } from "./browser-wallet.ts";
import { demoKeyQuery } from "./demo-key.ts";
import { dropForeignDeviceKeys, loadDeviceKey } from "./device-key.ts";
import { loadKnownPasskey } from "./known-passkey.ts";
import type { KnownPasskey } from "./known-passkey.ts";
import { passkeySigner, passkeysAvailable } from "./passkey.ts";
import type { Signer } from "./signer.ts";
import { loadKeyThatWaited } from "./waiting-device-key.ts";

/** The keys that the signed-in person can sign with from here. */
export type OwnKeys = {
  /** Signs without a question: a cast key of the demo or this device's key. */
  everyday: Signer | undefined;
  /** Signs without a device's limits: a passkey, a wallet, or a cast key that has none. */
  full: Signer | undefined;
  /** To be shown beside whatever a cast key signs. */
  demoNotice: string | undefined;
};

/** A wallet is asked for its account only when it signs. */
function walletSigner(address: Hex): Signer {
  return {
    kind: "WALLET",
    signerBytes: address,
    demo: false,
    signTypedData: async (typedData) => (await connectBrowserWallet()).signer.signTypedData(typedData),
  };
}

async function loadWaited({ network, person }: Session, holder: string): Promise<Signer | undefined> {
  return person?.account === undefined || holder !== person.account ? undefined : loadKeyThatWaited(network, person.account);
}

/** The passkey made on this device, else one made elsewhere: a person's passkeys follow them to their other devices. */
async function findPasskey({ network, person }: Session, account: Hex): Promise<KnownPasskey | undefined> {
  const own = await loadKnownPasskey(network, account);
  if (own !== undefined || person?.isEnrolled !== true) return own;
  const { passkeys } = await readAnswer<Pick<Shape<"AccountView">, "passkeys">>("/api/account");
  const [first] = passkeys;
  return first === undefined ? undefined : { credentialId: first.credentialId, signerBytes: hexOf(first.signer) };
}

function hexOf(text: string): Hex {
  return `0x${text.slice(2)}`;
}

async function findKeys(client: QueryClient, session: Session | undefined, holder: string | undefined): Promise<OwnKeys> {
  const person = session?.person;
  if (!session || !person) return { everyday: undefined, full: undefined, demoNotice: undefined };
  const { network } = session;
  await dropForeignDeviceKeys(network);
  const demo = network.isDemo ? await client.ensureQueryData(demoKeyQuery(person.personId)) : null;
  const device = holder === undefined ? undefined : ((await loadDeviceKey(network, holder)) ?? (await loadWaited(session, holder)));
  const passkey = person.account !== undefined && passkeysAvailable() ? await findPasskey(session, person.account) : undefined;
  const wallet = person.signInMethod === "ETHEREUM" && person.account !== undefined && hasBrowserWallet() ? walletSigner(person.account) : undefined;
  const demoFull = demo && demo.signer.kind !== "DEVICE" ? demo.signer : undefined;
  return {
    everyday: device ?? demo?.signer,
    full: passkey ? passkeySigner(passkey) : (wallet ?? demoFull),
    demoNotice: device ? undefined : demo?.notice,
  };
}

function ownKeysQuery(client: QueryClient, session: Session | undefined, holder: string | undefined) {
  return queryOptions({
    queryKey: ["own-keys", session?.person?.personId ?? null, session?.network.genesisHash ?? null, holder ?? null],
    queryFn: () => findKeys(client, session, holder),
    enabled: session !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/**
 * The keys of the signed-in person: of their own account, or of `holder` where this device keeps a key for another
 * (a terminal, an institution's signer). `signer` is the one to use where nothing asks for a full key. Undefined
 * while they are being looked for; call `refresh` after a key was made or forgotten.
 */
export function useSigner(holder?: string): { keys: OwnKeys | undefined; signer: Signer | undefined; isPending: boolean; refresh: () => Promise<void> } {
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  const keys = useQuery(ownKeysQuery(client, session.data, holder ?? session.data?.person?.account));
  return {
    keys: keys.data,
    signer: keys.data?.everyday ?? keys.data?.full,
    isPending: keys.isPending,
    refresh: () => client.invalidateQueries({ queryKey: ["own-keys"] }),
  };
}
