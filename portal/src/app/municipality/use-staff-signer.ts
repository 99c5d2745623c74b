import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { loadKnownPasskey } from "../../signing/known-passkey.ts";
import { passkeySigner } from "../../signing/passkey.ts";
import type { Signer } from "../../signing/signer.ts";
import { useSigner } from "../../signing/use-signer.ts";

/** Whom an officer's own passkey is for: a person's post, which is not the account of their points. */
export function staffHolder(personId: string): string {
  return `staff:${personId}`;
}

/** The FULL key an officer signs acts with: the passkey made for the post, else what the person has here. */
export function useStaffSigner(): { signer: Signer | undefined; demoNotice: string | undefined; isPending: boolean } {
  const { data: session } = useQuery(sessionQuery);
  const { keys, isPending } = useSigner();
  const post = useQuery({
    queryKey: ["own-keys", "post", session?.person?.personId ?? null, session?.network.genesisHash ?? null],
    queryFn: async () => (session?.person ? ((await loadKnownPasskey(session.network, staffHolder(session.person.personId))) ?? null) : null),
    enabled: session !== undefined,
  });
  const signer = post.data ? passkeySigner(post.data) : (keys?.full ?? keys?.everyday);
  return { signer, demoNotice: signer?.demo ? keys?.demoNotice : undefined, isPending: isPending || post.isPending };
}
