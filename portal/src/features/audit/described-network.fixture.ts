const filled = (byte: string, byteCount: number): string => `0x${byte.repeat(byteCount)}`;

/** Text of a network's description, as a city serves it; for tests. */
export const describedNetwork = (): string => JSON.stringify({
  format: "maille-network/1", name: "Maille", chainId: 20271, genesisHash: filled("00", 32), consensus: "none", consortium: filled("88", 20),
  checkpoint: { blockNumber: 0, blockHash: filled("00", 32), validators: [] },
  cities: [{ id: 1, slug: "brossard", name: "Brossard", closeSigners: [] }],
  contracts: { earningSheets: filled("e1", 20), serviceExchanges: filled("e2", 20), redemptionDesk: filled("e3", 20), reportAnchors: filled("e4", 20) },
  deploymentBlock: 1, isTrial: true,
});
