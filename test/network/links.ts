import { readFileSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { isHex } from "viem";
import type { NetworkFolder, NetworkNode } from "../../scripts/network/files/network-folder.ts";
import { enodeOf } from "../../scripts/network/files/node-keys.ts";

interface Link {
  readonly ends: readonly [string, string];
  readonly server: Server;
  readonly sockets: Set<Socket>;
  isCut: boolean;
}

/** The cables between a rehearsal's nodes, which a test can cut and mend. */
export interface Links {
  /** Leaves those cables whose two ends are in one group. */
  cutInto(...groups: readonly (readonly string[])[]): void;
  mend(): void;
  close(): Promise<void>;
}

/** Puts a relay into each cable, before the nodes start: of two nodes, the later in the list calls the earlier. */
export async function openLinks({ nodes }: NetworkFolder): Promise<Links> {
  const links: Link[] = [];
  for (const [index, caller] of nodes.entries()) {
    const opened = await Promise.all(nodes.slice(0, index).map((called) => openLink(caller, called)));
    writeFileSync(join(caller.folder, "static-nodes.json"), JSON.stringify(opened.map(({ enode }) => enode)));
    links.push(...opened.map(({ link }) => link));
  }
  const set = (link: Link, isCut: boolean): void => {
    link.isCut = isCut;
    if (isCut) for (const socket of link.sockets) socket.destroy();
  };
  return {
    cutInto(...groups) {
      for (const link of links) set(link, !groups.some((group) => link.ends.every((end) => group.includes(end))));
    },
    mend() {
      for (const link of links) set(link, false);
    },
    async close() {
      for (const link of links) set(link, true);
      await Promise.all(links.map(({ server }) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function openLink(caller: NetworkNode, called: NetworkNode): Promise<{ link: Link; enode: string }> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (link.isCut) {
      near.destroy();
      return;
    }
    const far = connect(called.p2pPort, called.host);
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const link: Link = { ends: [caller.slug, called.slug], server, sockets, isCut: false };
  await new Promise<void>((resolve) => server.listen(0, called.host, resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a link without a port");
  const publicKey = readFileSync(join(called.folder, "node.pub"), "utf8").trim();
  if (!isHex(publicKey)) throw new RangeError(called.slug);
  return { link, enode: enodeOf(publicKey, called.host, address.port) };
}
