// The part of oidc-provider 9 that is used here; the package ships no types of its own.
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  export type AdapterPayload = Record<string, unknown> & { grantId?: string; uid?: string; userCode?: string };

  export type Adapter = {
    upsert(id: string, payload: AdapterPayload, expiresInSeconds?: number): Promise<void>;
    find(id: string): Promise<AdapterPayload | undefined>;
    findByUid(uid: string): Promise<AdapterPayload | undefined>;
    findByUserCode(userCode: string): Promise<AdapterPayload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  };

  export type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> };

  export type KoaContext = {
    type: string;
    body: unknown;
    set(name: string, value: string): void;
    readonly oidc: {
      readonly client?: { readonly clientId: string };
      readonly session?: { readonly accountId?: string };
      readonly provider: { readonly Grant: new (options: { clientId: string; accountId: string }) => Grant };
      readonly result?: { readonly login?: unknown };
    };
  };

  export type Interaction = { readonly uid: string; readonly prompt: { readonly name: string }; readonly session?: { readonly accountId: string } };

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: { login: { accountId: string } }, options: { mergeWithLastSubmission: boolean }): Promise<void>;
    on(event: string, listener: (...values: unknown[]) => void): this;
  }

  export const interactionPolicy: {
    readonly base: () => { get(name: string): { readonly checks: { add(check: unknown): void } } | undefined };
    readonly Check: {
      new (reason: string, description: string, check: (context: KoaContext) => boolean): object;
      readonly REQUEST_PROMPT: true;
      readonly NO_NEED_TO_PROMPT: false;
    };
  };
}
