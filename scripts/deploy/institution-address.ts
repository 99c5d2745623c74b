import { type Address, concat, getContractAddress, type Hex, keccak256 } from "viem";

/** Nonce of the factory's own first creation, in its constructor: the implementation that every clone runs. */
const IMPLEMENTATION_NONCE = 1n;
/** ERC-1167 as OpenZeppelin's Clones writes it, around the implementation's address. */
const CLONE_BEFORE: Hex = "0x3d602d80600a3d3981f3363d3d373d3d3d363d73";
const CLONE_AFTER: Hex = "0x5af43d82803e903d91602b57fd5bf3";

/** The address that `InstitutionAccounts.predict(salt)` gives, known before the factory is on the chain. */
export function institutionAddress(institutionAccounts: Address, salt: Hex): Address {
  const implementation = getContractAddress({ from: institutionAccounts, nonce: IMPLEMENTATION_NONCE });
  const bytecodeHash = keccak256(concat([CLONE_BEFORE, implementation, CLONE_AFTER]));
  return getContractAddress({ opcode: "CREATE2", from: institutionAccounts, salt, bytecodeHash });
}
