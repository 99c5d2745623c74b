import { fileURLToPath } from "node:url";
import ethersPlugin from "@nomicfoundation/hardhat-ethers";
import chaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import mochaPlugin from "@nomicfoundation/hardhat-mocha";
import networkHelpers from "@nomicfoundation/hardhat-network-helpers";
import { defineConfig } from "hardhat/config";

/** Measured code is longer than a network accepts: only then may it be. */
const isMeasuring = process.argv.includes("--coverage");

export default defineConfig({
  plugins: [ethersPlugin, chaiMatchers, mochaPlugin, networkHelpers],
  solidity: {
    compilers: [
      {
        version: "0.8.29", // pinned by EAS
        path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
        // Layouts serve the genesis, where the consortium and its timelock are written as storage.
        settings: { evmVersion: "cancun", optimizer: { enabled: true, runs: 200 }, outputSelection: { "*": { "*": ["storageLayout"] } } },
      },
    ],
    npmFilesToBuild: [
      "@ethereum-attestation-service/eas-contracts/contracts/EAS.sol",
      "@ethereum-attestation-service/eas-contracts/contracts/SchemaRegistry.sol",
      "@openzeppelin/contracts/governance/TimelockController.sol",
    ],
  },
  paths: { sources: "./contracts", tests: { mocha: "./test/contracts", solidity: "./test/invariants" } },
  networks: {
    default: { type: "edr-simulated", chainType: "l1", hardfork: "osaka", chainId: 450001, allowUnlimitedContractSize: isMeasuring },
  },
  test: { solidity: { fuzz: { runs: 256 }, invariant: { runs: 32, depth: 25 } } },
});
