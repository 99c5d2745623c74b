import { network } from "hardhat";

/** One simulated chain for every contract test of a process: `loadFixture` gives each test its own state. */
export const { ethers, networkHelpers } = await network.create();

export const { loadFixture, time } = networkHelpers;
