import { fileURLToPath } from "node:url";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";

export default defineConfig({
  plugins: [toolbox],
  solidity: {
    compilers: [
      {
        version: "0.8.29", // pinned by EAS
        path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
        settings: { evmVersion: "cancun", optimizer: { enabled: true, runs: 200 } },
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
    default: { type: "edr-simulated", chainType: "l1", hardfork: "osaka", chainId: 450001, allowUnlimitedContractSize: false },
  },
  test: { solidity: { fuzz: { runs: 256 }, invariant: { runs: 32, depth: 25 } } },
});
