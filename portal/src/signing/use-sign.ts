import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../api/session.ts";
import { signAsked } from "./typed-struct.ts";
import type { Signed, ToSign } from "./typed-struct.ts";
import type { Signer } from "./signer.ts";

/** Signing before the session, which says where contracts stand, was read. */
export class NetworkUnknown extends Error {
  constructor() {
    super("The network is not known yet");
    this.name = "NetworkUnknown";
  }
}

/** Signs what was asked on the session's own network. Throws `CeremonyCancelled` or `NetworkUnknown`. */
export function useSign(): (signer: Signer, asked: ToSign) => Promise<Signed> {
  const { data: session } = useQuery(sessionQuery);
  return async (signer, asked) => {
    if (!session) throw new NetworkUnknown();
    return signAsked(signer, asked, session.network);
  };
}
