import type { Page } from "playwright-core";

/** A telephone that keeps passkeys and recognizes its owner, as WebAuthn's test interface gives one to a page. */
export interface VirtualAuthenticator {
  /** How many passkeys it keeps, and how often each has signed. */
  credentials(): Promise<{ rpId: string; signCount: number }[]>;
}

export async function addVirtualAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentials: async () => {
      const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.map(({ rpId = "", signCount }) => ({ rpId, signCount }));
    },
  };
}
